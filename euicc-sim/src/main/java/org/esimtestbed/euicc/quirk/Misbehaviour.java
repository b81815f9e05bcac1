package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.runtime.Transmission;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The one seam between the honest card and its quirks: each method is a question the card asks on its way, and the
/// answer here is the honest one. One instance serves one card, so it may remember what that card has been through.
public interface Misbehaviour extends Transmission {
    /// Nothing is bent.
    Misbehaviour NONE = new Misbehaviour() {};

    // --- the card's life ------------------------------------------------------------------------------------------

    /// The state a new card is delivered with.
    default CardState delivered(CardState fresh) {
        return fresh;
    }

    /// The state the card goes on with after a reset, or with power again.
    default CardState poweredUp(CardState state) {
        return state;
    }

    // --- ES10 (SGP.22 §5.7) ---------------------------------------------------------------------------------------

    /// Whether the blocks of STORE DATA must be numbered from 0 (§5.7.2).
    default boolean checksBlockNumbers() {
        return true;
    }

    /// The function the ISD-R carries out for the one it was asked for.
    default Tlv asked(Tlv request) {
        return request;
    }

    /// The response to a function that is then not carried out.
    default Optional<Tlv> responding(Tlv request) {
        return Optional.empty();
    }

    /// The octets that leave for the response to a function.
    default Bytes responded(Tlv request, Bytes response) {
        return response;
    }

    /// EUICCInfo1 or EUICCInfo2, told to the LPA or signed for a server (§5.7.8).
    default Tlv info(Tlv euiccInfo) {
        return euiccInfo;
    }

    /// NotificationMetadata before it is signed (§3.5).
    default Tlv notification(Tlv metadata) {
        return metadata;
    }

    // --- ES8+ and the profile package (SGP.22 §5.5, TCA eUICC Profile Package) -------------------------------------

    /// A segment of a Bound Profile Package that comes after the one with InitialiseSecureChannel.
    ///
    /// @param number from 1
    /// @throws InstallationFailed to end the installation here
    default void segment(int number, Bytes segment) throws InstallationFailed {}

    /// StoreMetadata has passed the honest checks.
    ///
    /// @throws InstallationFailed to end the installation here
    default void metadata(ProfileMetadata metadata) throws InstallationFailed {}

    /// The profile element the interpreter carries out for the one that came.
    ///
    /// @param before the elements carried out already
    /// @throws ElementRefused     to refuse it
    /// @throws InstallationFailed to end the installation here
    default ProfileElement element(ProfileElement element, List<ProfileElement> before) throws InstallationFailed {
        return element;
    }

    /// The status with which an element is refused.
    default PeStatus refusal(ProfileElement element, PeStatus honest) {
        return honest;
    }

    /// What the installation result says of the profile elements.
    default Optional<Bytes> simaResponse(Optional<Bytes> honest) {
        return honest;
    }
}
