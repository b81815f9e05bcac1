package org.esimtestbed.smdpplus.order;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;

/// One order: a Profile on its way to an eUICC. Prints no confirmation code.
///
/// @param operator             who ordered it: functionRequesterIdentifier
/// @param profileType          what it was made from
/// @param confirmationCodeHash SHA-256 of the Confirmation Code, where one is required
/// @param downloadAttempts     how often a package was bound
/// @param confirmationAttempts how often a wrong Confirmation Code came
/// @param version              counts the changes of the row
public record ProfileOrder(
        Iccid iccid,
        OrderState state,
        String operator,
        String profileType,
        Optional<Eid> eid,
        Optional<String> matchingId,
        Optional<Bytes> confirmationCodeHash,
        int downloadAttempts,
        int confirmationAttempts,
        int version) {

    /// Whether this eUICC may have the Profile: it is nobody's yet, or its own.
    public boolean isOpenTo(Eid euicc) {
        return eid.map(euicc::equals).orElse(true);
    }

    /// @throws IllegalTransition if the order does not take that event now
    public ProfileOrder after(OrderEvent event) {
        return withState(state.after(event));
    }

    private ProfileOrder withState(OrderState next) {
        return new ProfileOrder(
                iccid,
                next,
                operator,
                profileType,
                eid,
                matchingId,
                confirmationCodeHash,
                downloadAttempts,
                confirmationAttempts,
                version);
    }

    public ProfileOrder linkedTo(Eid euicc) {
        return new ProfileOrder(
                iccid,
                state,
                operator,
                profileType,
                Optional.of(euicc),
                matchingId,
                confirmationCodeHash,
                downloadAttempts,
                confirmationAttempts,
                version);
    }

    public ProfileOrder reachedBy(String matching, Optional<Bytes> codeHash) {
        return new ProfileOrder(
                iccid,
                state,
                operator,
                profileType,
                eid,
                Optional.of(matching),
                codeHash,
                downloadAttempts,
                confirmationAttempts,
                version);
    }

    public ProfileOrder withDownloadAttempt() {
        return new ProfileOrder(
                iccid,
                state,
                operator,
                profileType,
                eid,
                matchingId,
                confirmationCodeHash,
                downloadAttempts + 1,
                confirmationAttempts,
                version);
    }

    public ProfileOrder withConfirmationAttempt() {
        return new ProfileOrder(
                iccid,
                state,
                operator,
                profileType,
                eid,
                matchingId,
                confirmationCodeHash,
                downloadAttempts,
                confirmationAttempts + 1,
                version);
    }

    @Override
    public String toString() {
        return "order " + iccid + " (" + state.title() + ")";
    }
}
