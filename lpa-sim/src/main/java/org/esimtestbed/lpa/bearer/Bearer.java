package org.esimtestbed.lpa.bearer;

import java.net.InetSocketAddress;

/// A way to the packet network.
public sealed interface Bearer {
    /// Straight to every host.
    record Wifi() implements Bearer {}

    /// A PDN connection: to the hosts the operator's gateway lets through.
    ///
    /// @param apn        the access point the network has given
    /// @param gateway    an HTTP proxy that knows CONNECT
    /// @param credential names the connection at the gateway; a secret
    record Cellular(String apn, InetSocketAddress gateway, String credential) implements Bearer {
        @Override
        public String toString() {
            return "Cellular[apn=" + apn + ", gateway=" + gateway + "]";
        }
    }
}
