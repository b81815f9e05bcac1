package org.esimtestbed.lpa.download;

import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileMetadata;

/// The person in front of the device, as far as the LPA asks for one.
public interface EndUser {
    /// What a person says to an offer; each but yes ends the session with a reason of its own (SGP.22 §3.1.3.1).
    enum Answer {
        YES,
        NO,
        LATER,
        /// Nothing, for longer than the device waits.
        SILENCE
    }

    /// A Profile that may be installed.
    ///
    /// @param rulesToAgreeTo its Profile Policy Rules that the Rules Authorisation Table leaves to the End User,
    ///                       who is told what they mean and says yes to them too (SGP.22 §2.9.2.1)
    record Offer(ProfileMetadata profile, Set<PolicyRule> rulesToAgreeTo) {
        public Offer {
            rulesToAgreeTo = Set.copyOf(rulesToAgreeTo);
        }
    }

    /// Whether this Profile is to be installed.
    Answer consents(Offer offer);

    /// The Confirmation Code as typed; empty if the person gives up.
    ///
    /// @param refused what the SM-DP+ said of the code typed before; absent when it is asked for the first time
    Optional<String> confirmationCode(Optional<String> refused);

    /// Strong Confirmation (SGP.22 §2.4.13): whether what cannot be undone is really meant.
    ///
    /// @param deed what is about to happen: `delete the Profile …`
    boolean reallyWants(String deed);

    /// The package is here and goes to the eUICC next: the last moment to want something else.
    ///
    /// @param octets of the Bound Profile Package
    /// @throws DownloadStopped with the reason, if the person has changed their mind
    default void packageArrives(int octets) {}

    /// @param loaded   segments the card has taken
    /// @param segments of the whole package
    default void watches(int loaded, int segments) {}

    /// Says yes to everything and knows no Confirmation Code.
    static EndUser agreeing() {
        return knowing(Optional.empty());
    }

    /// Says yes to everything, and gives that Confirmation Code once.
    static EndUser knowing(Optional<String> confirmationCode) {
        return new EndUser() {
            @Override
            public Answer consents(Offer offer) {
                return Answer.YES;
            }

            @Override
            public Optional<String> confirmationCode(Optional<String> refused) {
                return refused.isEmpty() ? confirmationCode : Optional.empty();
            }

            @Override
            public boolean reallyWants(String deed) {
                return true;
            }
        };
    }
}
