package org.esimtestbed.ci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.tlv.Bytes;

/// One certificate on its way to being signed: the subject and the extensions in the order they were asked for.
final class CertificateForm {
    private final X500Name subject;
    private final EcKeyPair keyPair;
    private final Duration life;
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();

    CertificateForm(X500Name subject, EcKeyPair keyPair, Duration life) {
        this.subject = subject;
        this.keyPair = keyPair;
        this.life = life;
        add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(keyPair)));
    }

    /// The certificate policy that says what it is for, critical as in all RSP certificates but those for TLS.
    CertificateForm role(CertificateRole role) {
        return add(Extension.certificatePolicies, true, policies(role));
    }

    CertificateForm policyNotCritical(CertificateRole role) {
        return add(Extension.certificatePolicies, false, policies(role));
    }

    CertificateForm keyUsage(int bits) {
        return add(Extension.keyUsage, true, new KeyUsage(bits));
    }

    CertificateForm tls() {
        var purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        return add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
    }

    /// A certificate that signs others; the path length as far as it is limited.
    CertificateForm authority(Optional<Integer> pathLength) {
        return add(
                Extension.basicConstraints,
                true,
                pathLength.map(BasicConstraints::new).orElseGet(() -> new BasicConstraints(true)));
    }

    CertificateForm names(List<GeneralName> names) {
        return add(Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
    }

    CertificateForm permitting(X500Name name) {
        var subtree = new GeneralSubtree(new GeneralName(name));
        return add(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {subtree}, null));
    }

    CertificateForm crlAt(String address) {
        var name = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
        var point = new DistributionPoint(new DistributionPointName(name), null, null);
        return add(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
    }

    Certificate signedBy(Credential issuer, Crypto crypto, InstantSource clock) {
        var authority = issuer.certificate();
        authority
                .subjectKeyIdentifier()
                .ifPresent(
                        id -> add(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(id.toArray())));
        var name = org.bouncycastle.asn1.x509.Certificate.getInstance(
                        authority.der().toArray())
                .getSubject();
        return signedBy(name, issuer.keyPair(), crypto, clock);
    }

    Certificate signedBy(X500Name issuer, EcKeyPair issuerKey, Crypto crypto, InstantSource clock) {
        var from = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(5)); // clocks differ
        var builder = new X509v3CertificateBuilder(
                issuer,
                new BigInteger(1, crypto.random(8).toArray()).setBit(62),
                Date.from(from),
                Date.from(from.plus(life)),
                subject,
                publicKeyInfo(keyPair));
        var all = extensions.generate();
        try {
            for (var oid : all.getExtensionOIDs()) builder.addExtension(all.getExtension(oid));
            return Certificate.parse(
                    Bytes.wrap(builder.build(signer(issuerKey, crypto)).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContentSigner signer(EcKeyPair key, Crypto crypto) {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(Crypto.BOUNCY_CASTLE)
                    .setSecureRandom(crypto.random())
                    .build(key.privateKey());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    private static SubjectPublicKeyInfo publicKeyInfo(EcKeyPair pair) {
        var curve = new ASN1ObjectIdentifier(pair.curve().oid().dotted());
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve),
                pair.publicPoint().toArray());
    }

    // RFC 5280 §4.2.1.2 method (1): SHA-1 over the public key's bits. It identifies, it protects nothing.
    private static byte[] keyIdentifier(EcKeyPair pair) {
        try {
            return java.security.MessageDigest.getInstance("SHA-1")
                    .digest(pair.publicPoint().toArray());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificatePolicies policies(CertificateRole role) {
        return new CertificatePolicies(
                new PolicyInformation(new ASN1ObjectIdentifier(role.policy().dotted())));
    }

    private CertificateForm add(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.addExtension(oid, critical, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
