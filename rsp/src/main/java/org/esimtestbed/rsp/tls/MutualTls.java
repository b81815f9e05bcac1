package org.esimtestbed.rsp.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Curve;

/// The TLS of a server: its own certificate for either end of a connection, and trust in the CIs alone (SGP.22 §2.6.6).
public final class MutualTls {
    private static final char[] IN_MEMORY = new char[0];

    private MutualTls() {}

    /// @param own     CERT.DP.TLS, CERT.DS.TLS or an operator's
    /// @param trusted the CIs
    /// @throws IllegalArgumentException if this JVM's TLS cannot use the certificate
    public static SSLContext context(Credential own, List<Certificate> trusted) {
        if (own.certificate().curve() != Curve.NIST_P256) { // every handshake would fail, and nobody would see why
            throw new IllegalArgumentException("the TLS of this JVM knows no "
                    + own.certificate().curve().title() + ": the certificate of " + own + " cannot be used");
        }
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, IN_MEMORY);
            var key = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(own.keyPair().privateKey().getEncoded()));
            keys.setKeyEntry("own", key, IN_MEMORY, new X509Certificate[] {x509(own.certificate())});
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, IN_MEMORY);

            var cis = KeyStore.getInstance("PKCS12");
            cis.load(null, IN_MEMORY);
            for (var ci : trusted) cis.setCertificateEntry("ci" + cis.size(), x509(ci));
            var trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(cis);

            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("TLS cannot use the certificate of " + own + ": " + e.getMessage(), e);
        }
    }

    private static X509Certificate x509(Certificate certificate) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }
}
