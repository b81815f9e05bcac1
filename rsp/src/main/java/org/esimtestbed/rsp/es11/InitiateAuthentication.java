package org.esimtestbed.rsp.es11;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES11.InitiateAuthentication (SGP.22 §5.8.1): the LPA opens a session; the SM-DS proves who it is. Answered as on
/// ES9+.
public final class InitiateAuthentication {
    /// Last part of the path.
    public static final String PATH = "initiateAuthentication";

    private InitiateAuthentication() {}

    /// @param smdsAddress LPAs are known that say `smdpAddress`, as on ES9+
    public record Request(
            Bytes euiccChallenge,
            Tlv euiccInfo1,
            @JsonAlias("smdpAddress") String smdsAddress) {}
}
