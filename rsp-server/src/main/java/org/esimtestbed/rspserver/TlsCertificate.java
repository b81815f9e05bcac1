package org.esimtestbed.rspserver;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.httpdoor.CertificateFiles;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tls.MutualTls;

/// CERT.DP.TLS, and where it comes from.
public sealed interface TlsCertificate {

    /// What connections are made with; asked again for each.
    ///
    /// @param trusted the CIs
    /// @throws IllegalArgumentException if the certificate cannot be used
    Supplier<SSLContext> context(List<Certificate> trusted, Crypto crypto, InstantSource clock);

    /// One that stays.
    record Given(Credential credential) implements TlsCertificate {
        @Override
        public Supplier<SSLContext> context(List<Certificate> trusted, Crypto crypto, InstantSource clock) {
            var context = MutualTls.context(credential, trusted);
            return () -> context;
        }
    }

    /// Files that may be replaced while the server runs.
    ///
    /// @param certificate DER or PEM
    /// @param key         PKCS#8 or SEC1, each as DER or PEM
    record InFiles(Path certificate, Path key) implements TlsCertificate {
        @Override
        public Supplier<SSLContext> context(List<Certificate> trusted, Crypto crypto, InstantSource clock) {
            return new CertificateFiles(certificate, key, trusted, crypto, clock);
        }
    }
}
