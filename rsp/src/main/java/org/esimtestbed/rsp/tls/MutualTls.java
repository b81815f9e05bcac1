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
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;

/// The TLS of a server: its own certificate for either end of a connection, and trust in the CIs alone (SGP.22 §2.6.6).
public final class MutualTls {
    /// What is offered under TLS 1.2: the suite of SGP.22 §2.6.6, and its stronger sister.
    public static final List<String> TLS_1_2_SUITES =
            List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");

    /// What is offered under TLS 1.3.
    public static final List<String> TLS_1_3_SUITES = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");

    private static final char[] IN_MEMORY = new char[0];

    private MutualTls() {}

    /// A context by the JVM's own TLS for a certificate on P-256, by BouncyCastle's for one on brainpoolP256r1.
    ///
    /// @param own     CERT.DP.TLS, CERT.DS.TLS or an operator's
    /// @param trusted the CIs
    /// @throws IllegalArgumentException if TLS cannot use the certificate
    public static SSLContext context(Credential own, List<Certificate> trusted) {
        try {
            return switch (own.certificate().curve()) {
                case NIST_P256 -> p256(own, trusted);
                case BRAINPOOL_P256R1 -> brainpool(own, trusted);
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("TLS cannot use the certificate of " + own + ": " + e.getMessage(), e);
        }
    }

    /// The versions a server with this certificate speaks: TLS 1.3 has no brainpoolP256r1 under its old name.
    public static List<String> protocols(Curve curve) {
        return curve == Curve.NIST_P256 ? List.of("TLSv1.2", "TLSv1.3") : List.of(BrainpoolTls.PROTOCOL);
    }

    /// The curve of the certificate a context was made for.
    public static Curve curve(SSLContext context) {
        return BrainpoolTls.PROVIDER.equals(context.getProvider()) ? Curve.BRAINPOOL_P256R1 : Curve.NIST_P256;
    }

    private static SSLContext p256(Credential own, List<Certificate> trusted)
            throws GeneralSecurityException, IOException {
        var certificates = CertificateFactory.getInstance("X.509");
        var keys = keys(KeyStore.getInstance("PKCS12"), KeyFactory.getInstance("EC"), certificates, own);
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, IN_MEMORY);
        var trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(cis(KeyStore.getInstance("PKCS12"), certificates, trusted));
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static SSLContext brainpool(Credential own, List<Certificate> trusted)
            throws GeneralSecurityException, IOException {
        var bc = Crypto.BOUNCY_CASTLE;
        var certificates = CertificateFactory.getInstance("X.509", bc);
        var keys = keys(KeyStore.getInstance("PKCS12", bc), KeyFactory.getInstance("EC", bc), certificates, own);
        var keyManagers = KeyManagerFactory.getInstance("PKIX", BrainpoolTls.PROVIDER);
        keyManagers.init(keys, IN_MEMORY);
        var trustManagers = TrustManagerFactory.getInstance("PKIX", BrainpoolTls.PROVIDER);
        trustManagers.init(cis(KeyStore.getInstance("PKCS12", bc), certificates, trusted));
        return BrainpoolTls.context(keyManagers.getKeyManagers(), trustManagers.getTrustManagers());
    }

    private static KeyStore keys(KeyStore store, KeyFactory keys, CertificateFactory certificates, Credential own)
            throws GeneralSecurityException, IOException {
        store.load(null, IN_MEMORY);
        var key = keys.generatePrivate(
                new PKCS8EncodedKeySpec(own.keyPair().privateKey().getEncoded()));
        store.setKeyEntry("own", key, IN_MEMORY, new X509Certificate[] {x509(certificates, own.certificate())});
        return store;
    }

    private static KeyStore cis(KeyStore store, CertificateFactory certificates, List<Certificate> trusted)
            throws GeneralSecurityException, IOException {
        store.load(null, IN_MEMORY);
        for (var ci : trusted) store.setCertificateEntry("ci" + store.size(), x509(certificates, ci));
        return store;
    }

    private static X509Certificate x509(CertificateFactory certificates, Certificate certificate)
            throws GeneralSecurityException {
        return (X509Certificate) certificates.generateCertificate(
                new ByteArrayInputStream(certificate.der().toArray()));
    }
}
