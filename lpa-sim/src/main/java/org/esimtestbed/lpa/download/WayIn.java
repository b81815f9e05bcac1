package org.esimtestbed.lpa.download;

import java.util.Optional;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Oid;

/// How a download was found (SGP.22 §3.1.3): what the LPA knows before it speaks to the SM-DP+. An
/// EventID found at an SM-DS stands where a MatchingID does.
///
/// @param smdpAddress FQDN, with `:port` where it is not 443
/// @param matchingId  the Activation Code Token, which may be empty; absent where nothing names the Profile but
///                    the EID
/// @param smdpOid     what CERT.DPauth has to carry, where that is known
public record WayIn(String smdpAddress, Optional<String> matchingId, Optional<Oid> smdpOid) {

    /// An Activation Code (SGP.22 §4.1), scanned or typed.
    public static WayIn by(ActivationCode code) {
        return new WayIn(code.smdpAddress(), Optional.of(code.matchingId()), code.smdpOid());
    }

    /// The Default SM-DP+ (SGP.22 §3.1.3, first start condition), which knows by the EID what waits.
    public static WayIn byDefaultSmdp(String address) {
        return new WayIn(address.strip(), Optional.empty(), Optional.empty());
    }

    /// An event an SM-DS has named (SGP.22 §3.1.3, third start condition): its server, never a default.
    public static WayIn byEvent(EventEntry event) {
        return new WayIn(event.rspServerAddress().strip(), Optional.of(event.eventId()), Optional.empty());
    }
}
