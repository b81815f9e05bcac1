package org.esimtestbed.lpa.download;

import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileMetadata;

/// The person in front of the device, as far as a download asks for one.
public interface EndUser {
    /// Whether this Profile is to be installed (SGP.22 §3.1.3, strong or simple confirmation).
    boolean consents(ProfileMetadata profile);

    /// The Confirmation Code as typed; empty if the person gives up.
    Optional<String> confirmationCode();

    /// @param loaded  segments the card has taken
    /// @param segments of the whole package
    default void watches(int loaded, int segments) {}

    /// Says yes to everything and knows no Confirmation Code.
    static EndUser agreeing() {
        return new EndUser() {
            @Override
            public boolean consents(ProfileMetadata profile) {
                return true;
            }

            @Override
            public Optional<String> confirmationCode() {
                return Optional.empty();
            }
        };
    }
}
