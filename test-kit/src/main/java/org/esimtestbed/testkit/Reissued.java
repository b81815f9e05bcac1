package org.esimtestbed.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.tlv.Bytes;

/// A certificate on its way to being issued once more by its authority, with something wrong.
public final class Reissued {
    private final X509CertificateHolder original;
    private final EcKeyPair authority;
    private final List<Extension> extensions = new ArrayList<>();
    private X500Name issuer;
    private X500Name subject;
    private Date from;
    private Date to;

    private Reissued(Certificate certificate, EcKeyPair authority) throws IOException {
        this.original = new X509CertificateHolder(certificate.der().toArray());
        this.authority = authority;
        this.issuer = original.getIssuer();
        this.subject = original.getSubject();
        this.from = original.getNotBefore();
        this.to = original.getNotAfter();
        for (var oid : original.getExtensions().getExtensionOIDs()) extensions.add(original.getExtension(oid));
    }

    public static Reissued of(Certificate certificate, EcKeyPair authority) throws IOException {
        return new Reissued(certificate, authority);
    }

    public Reissued forRole(int idRspRole) {
        var policy = new PolicyInformation(new ASN1ObjectIdentifier("2.23.146.1.2.1." + idRspRole));
        return with(Extension.certificatePolicies, new CertificatePolicies(policy));
    }

    public Reissued withKeyUsage(int bits) {
        return with(Extension.keyUsage, new KeyUsage(bits));
    }

    public Reissued withBasicConstraints(boolean authority) {
        return with(Extension.basicConstraints, new BasicConstraints(authority));
    }

    public Reissued underKeyIdentifier(Bytes identifier) {
        return with(Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(identifier.toArray()));
    }

    public Reissued withUnknownCriticalExtension() {
        return with(new ASN1ObjectIdentifier("2.999.7"), DERNull.INSTANCE);
    }

    public Reissued without(ASN1ObjectIdentifier extension) {
        extensions.removeIf(it -> it.getExtnId().equals(extension));
        return this;
    }

    public Reissued namingAsIssuer(String name) {
        issuer = new X500Name(name);
        return this;
    }

    public Reissued forSubject(String name) {
        subject = new X500Name(name);
        return this;
    }

    public Reissued expired(Instant now) {
        from = Date.from(now.minus(Duration.ofDays(30)));
        to = Date.from(now.minus(Duration.ofDays(1)));
        return this;
    }

    public Reissued notYetValid(Instant now) {
        from = Date.from(now.plus(Duration.ofDays(1)));
        return this;
    }

    private Reissued with(ASN1ObjectIdentifier oid, ASN1Encodable value) {
        try {
            without(oid);
            extensions.add(new Extension(oid, true, value.toASN1Primitive().getEncoded()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Certificate sign() {
        return signedBy(authority);
    }

    public Certificate signedBy(EcKeyPair key) {
        var builder = new X509v3CertificateBuilder(
                issuer, BigInteger.TEN, from, to, subject, original.getSubjectPublicKeyInfo());
        try {
            for (var extension : extensions) builder.addExtension(extension);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(Crypto.BOUNCY_CASTLE)
                    .build(key.privateKey());
            return Certificate.parse(Bytes.wrap(builder.build(signer).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
