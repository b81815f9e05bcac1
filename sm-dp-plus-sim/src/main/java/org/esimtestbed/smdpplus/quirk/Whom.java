package org.esimtestbed.smdpplus.quirk;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// Whom a call of ES9+ concerns, as far as that can be known before it is answered.
///
/// @param eid        of the eUICC, as it says itself
/// @param matchingId as the LPA named it
/// @param order      as it stands before the call
record Whom(Optional<Eid> eid, Optional<String> matchingId, Optional<ProfileOrder> order) {
    static final Whom UNKNOWN = new Whom(Optional.empty(), Optional.empty(), Optional.empty());
}
