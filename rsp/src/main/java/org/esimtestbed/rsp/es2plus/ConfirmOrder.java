package org.esimtestbed.rsp.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;

/// ES2+.ConfirmOrder (SGP.22 §5.3.2): the operator settles how the Profile is to be fetched.
public final class ConfirmOrder {
    public static final String PATH = "confirmOrder";

    private ConfirmOrder() {}

    /// @param matchingId       absent: the SM-DP+ chooses one; empty: the Profile is found by EID alone
    /// @param confirmationCode what the End User will be asked for
    /// @param smdsAddress      FQDN of the SM-DS where an event is to say that the Profile waits
    /// @param releaseFlag      whether the Profile may be downloaded at once
    public record Request(
            Iccid iccid,
            Optional<Eid> eid,
            Optional<String> matchingId,
            Optional<String> confirmationCode,
            Optional<String> smdsAddress,
            boolean releaseFlag) {
        @Override
        public String toString() {
            return "ConfirmOrder[iccid=" + iccid + ", confirmation code masked]";
        }
    }

    public record Response(Optional<Eid> eid, String matchingId, Optional<String> smdpAddress) {}
}
