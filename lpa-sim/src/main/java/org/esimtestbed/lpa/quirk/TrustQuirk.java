package org.esimtestbed.lpa.quirk;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom the LPA trusts on the way to a server (SGP.22 §2.6.6).
public sealed interface TrustQuirk extends LpaQuirk {
    X509TrustManager around(X509TrustManager honest);

    /// Whom it trusts in the place of the CI.
    enum Trusted {
        SYSTEM,
        ANYONE
    }

    record TlsTrust(Trusted trusted) implements TrustQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "tls-trust",
                "TLS trusts the CAs of the system in the place of the GSMA CI, or anyone who is there.",
                "SGP.22 §2.6.6, §4.5.2.2",
                "MengMengCode/VoCat#64, #66; akhawanda/eUICC@c785c47",
                "is not talked to where `system` is trusted; `anyone` talks to servers of a foreign CI too",
                Trusted.class,
                TlsTrust::new);

        @Override
        public X509TrustManager around(X509TrustManager honest) {
            return switch (trusted) {
                case SYSTEM -> ofTheSystem();
                case ANYONE -> new Anyone();
            };
        }

        private static X509TrustManager ofTheSystem() {
            try {
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((@Nullable KeyStore) null); // those this JVM comes with
                return Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .map(X509TrustManager.class::cast)
                        .findFirst()
                        .orElseThrow();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM knows no CAs", e);
            }
        }
    }

    /// Looks at nothing; the name of the host is still checked by TLS.
    final class Anyone implements X509TrustManager {
        private Anyone() {}

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String authType) throws CertificateException {
            throw new CertificateException("this device is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
