package org.esimtestbed.smdpplus.foreign;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/// Trust in one CI, by the plain certification path of RFC 5280 and the extensions SGP.22 §4.5.2.1 adds.
///
/// @param at the time dates are held against
record ForeignTrust(X509Certificate ci, Instant at) {
    static final String DP_AUTH = "2.23.146.1.2.1.4";
    static final String DP_PB = "2.23.146.1.2.1.5";
    private static final int REGISTERED_ID = 8;

    static ForeignTrust in(byte[] ci, Instant at) {
        return new ForeignTrust(certificate(ci), at);
    }

    /// @throws ForeignRefusal if the octets are no certificate, or go on after it
    static X509Certificate certificate(byte[] der) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509", ForeignCurve.PROVIDER)
                    .generateCertificate(new ByteArrayInputStream(der));
            ForeignRefusal.unless(
                    certificate != null && Arrays.equals(certificate.getEncoded(), der), "no certificate in DER");
            return certificate;
        } catch (GeneralSecurityException e) {
            throw new ForeignRefusal("no certificate", e);
        }
    }

    /// A server's certificate, checked for its role.
    ///
    /// @throws ForeignRefusal if the CI did not issue it, or for something else
    X509Certificate server(byte[] der, String policy) {
        var certificate = certificate(der);
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(ci, null)));
            parameters.setRevocationEnabled(false); // the CI's CRL is fetched from where no test goes
            parameters.setDate(Date.from(at));
            parameters.setInitialPolicies(Set.of(policy));
            parameters.setExplicitPolicyRequired(true);
            CertPathValidator.getInstance("PKIX", ForeignCurve.PROVIDER)
                    .validate(
                            CertificateFactory.getInstance("X.509", ForeignCurve.PROVIDER)
                                    .generateCertPath(List.of(certificate)),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new ForeignRefusal("the CI does not stand for " + certificate.getSubjectX500Principal(), e);
        }
        var usage = certificate.getKeyUsage();
        ForeignRefusal.unless(usage != null && usage[0], "the certificate is not for digital signatures");
        ForeignRefusal.unless(certificate.getBasicConstraints() < 0, "a server's certificate is no CA's");
        return certificate;
    }

    /// The registeredID of a server's certificate, `2.999.10`.
    static String oid(X509Certificate server) {
        try {
            var names = server.getSubjectAlternativeNames();
            if (names != null) {
                for (var name : names) {
                    if (name.get(0).equals(REGISTERED_ID)) return (String) name.get(1);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new ForeignRefusal("unreadable subjectAltName", e);
        }
        throw new ForeignRefusal("the certificate names no OID of the server");
    }

    /// The Public Key Identifier of the CI, 20 octets.
    byte[] keyIdentifier() {
        var extension = ci.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return SubjectKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getKeyIdentifier();
    }
}
