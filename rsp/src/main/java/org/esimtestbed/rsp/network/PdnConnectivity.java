package org.esimtestbed.rsp.network;

import java.util.Optional;

/// How an attached device gets a way to the packet network (3GPP TS 24.301 §6.5.1, PDN connectivity procedure).
public final class PdnConnectivity {
    /// POST here with [Request]; the answer is a [Result].
    public static final String PATH = "/network/pdn-connectivity";

    /// Authentication scheme of `Proxy-Authorization` at the gateway; the credential follows. It stands for the
    /// bearer a packet comes by.
    public static final String SCHEME = "Bearer";

    private PdnConnectivity() {}

    /// @param context of the attach
    /// @param apn     the access point the device asks for; absent: the one the subscription has
    public record Request(String context, Optional<String> apn) {
        @Override
        public String toString() {
            return "Request[apn=" + apn + "]";
        }
    }

    /// @param apn        the access point the device is given, whatever it asked for
    /// @param gateway    `host:port` of an HTTP proxy that knows CONNECT: the only way this bearer leads
    /// @param credential for the gateway, a secret; good until the next PDN connection or the end of the attach
    /// @param cause      why there is none: name and number of TS 24.301 §9.9.4.4
    public record Result(
            boolean accepted,
            Optional<String> apn,
            Optional<String> gateway,
            Optional<String> credential,
            Optional<String> cause) {
        @Override
        public String toString() {
            return "Result[accepted=" + accepted + ", apn=" + apn + ", cause=" + cause + "]";
        }
    }
}
