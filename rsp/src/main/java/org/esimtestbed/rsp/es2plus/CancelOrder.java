package org.esimtestbed.rsp.es2plus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;

/// ES2+.CancelOrder (SGP.22 §5.3.3): the operator withdraws an order whose Profile nobody has downloaded.
public final class CancelOrder {
    public static final String PATH = "cancelOrder";

    private CancelOrder() {}

    /// What becomes of the Profile.
    public enum FinalProfileStatusIndicator {
        /// It may be ordered again.
        @JsonProperty("Available")
        AVAILABLE,
        /// It may not.
        @JsonProperty("Unavailable")
        UNAVAILABLE
    }

    /// @param eid        the one the order is linked to, if it is
    /// @param matchingId the one the order was confirmed with, if it was
    public record Request(
            Iccid iccid,
            Optional<Eid> eid,
            Optional<String> matchingId,
            FinalProfileStatusIndicator finalProfileStatusIndicator) {}
}
