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
        return with(state.after(event), eid, matchingId, confirmationCodeHash, downloadAttempts, confirmationAttempts);
    }

    public ProfileOrder linkedTo(Eid euicc) {
        return with(
                state, Optional.of(euicc), matchingId, confirmationCodeHash, downloadAttempts, confirmationAttempts);
    }

    /// @param matching empty text where the order is found by EID alone
    public ProfileOrder reachedBy(String matching, Optional<Bytes> codeHash) {
        var named = Optional.of(matching).filter(id -> !id.isEmpty());
        return with(state, eid, named, codeHash, downloadAttempts, confirmationAttempts);
    }

    public ProfileOrder withDownloadAttempt() {
        return with(state, eid, matchingId, confirmationCodeHash, downloadAttempts + 1, confirmationAttempts);
    }

    public ProfileOrder withConfirmationAttempt() {
        return with(state, eid, matchingId, confirmationCodeHash, downloadAttempts, confirmationAttempts + 1);
    }

    private ProfileOrder with(
            OrderState newState,
            Optional<Eid> newEid,
            Optional<String> newMatchingId,
            Optional<Bytes> newHash,
            int downloads,
            int confirmations) {
        return new ProfileOrder(
                iccid,
                newState,
                operator,
                profileType,
                newEid,
                newMatchingId,
                newHash,
                downloads,
                confirmations,
                version);
    }

    @Override
    public String toString() {
        return "order " + iccid + " (" + state.title() + ")";
    }
}
