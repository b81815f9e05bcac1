package org.esimtestbed.lpa.server;

import javax.net.ssl.X509TrustManager;

/// What stands between an LPA and its servers.
public interface WayOut {
    /// Nothing.
    WayOut OPEN = new WayOut() {
        @Override
        public ServerDoor around(ServerDoor honest) {
            return honest;
        }

        @Override
        public X509TrustManager around(X509TrustManager honest) {
            return honest;
        }
    };

    /// @param honest the door to HTTP
    ServerDoor around(ServerDoor honest);

    /// @param honest whom TLS trusts (SGP.22 §2.6.6)
    X509TrustManager around(X509TrustManager honest);
}
