package org.esimtestbed.rsp.certificate;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import org.jspecify.annotations.Nullable;

/// One X.509 certificate of the RSP ecosystem (SGP.22 §4.5.2), kept as received. Equal if its octets are.
public final class Certificate {
    private static final int REMEMBERED = 1000;
    private static final int MOST_OCTETS = 4096; // anybody may send one; those of RSP are far smaller

    // An eUICC shows the same two certificates in every function, and reading one takes as long as checking a
    // signature.
    private static final Map<Bytes, Certificate> READ =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Bytes, Certificate> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private final Tlv tlv;
    private final org.bouncycastle.asn1.x509.Certificate x509;
    private final Curve curve;
    private final ECPublicKey publicKey;
    private final Instant notBefore;
    private final Instant notAfter;
    private final String subject;
    private final String issuer;
    private final Optional<String> subjectSerialNumber;
    private final Optional<String> subjectOrganisation;
    private final CertificateExtensions extensions;

    // The library decodes names and extensions when they are asked for. What is malformed has to show here, not in
    // the middle of a check, and least of all as an extension that seems to be absent.
    private Certificate(Tlv tlv) {
        this.tlv = tlv;
        this.x509 = org.bouncycastle.asn1.x509.Certificate.getInstance(tlv.raw().toArray());
        var key = x509.getSubjectPublicKeyInfo();
        this.curve = curve(ASN1ObjectIdentifier.getInstance(key.getAlgorithm().getParameters()));
        this.publicKey = Crypto.standard()
                .publicKey(curve, Bytes.wrap(key.getPublicKeyData().getOctets()));
        this.notBefore = x509.getStartDate().getDate().toInstant();
        this.notAfter = x509.getEndDate().getDate().toInstant();
        this.subject = x509.getSubject().toString();
        this.issuer = x509.getIssuer().toString();
        this.subjectSerialNumber = CertificateExtensions.attribute(x509.getSubject(), BCStyle.SERIALNUMBER);
        this.subjectOrganisation = CertificateExtensions.attribute(x509.getSubject(), BCStyle.O);
        this.extensions = CertificateExtensions.of(x509);
        serialNumber();
        signature();
        signatureAlgorithm();
    }

    /// @param tlv the whole certificate, tag 30
    /// @throws MalformedTlv if the octets are no certificate with a key on a curve of SGP.22
    public static Certificate of(Tlv tlv) {
        var known = READ.get(tlv.raw());
        if (known != null) return known;
        try {
            // octets of its own: what is remembered must not keep the request alive that it came in
            var certificate = new Certificate(Tlv.parse(Bytes.wrap(tlv.raw().toArray())));
            if (certificate.der().size() <= MOST_OCTETS) READ.put(certificate.der(), certificate);
            return certificate;
        } catch (RuntimeException e) {
            throw tlv.malformed("is no certificate: " + e.getMessage());
        }
    }

    /// @throws MalformedTlv as above
    public static Certificate parse(Bytes der) {
        return of(Tlv.parse(der));
    }

    /// What a file holds, DER or PEM.
    ///
    /// @throws IllegalArgumentException if it is PEM without a certificate
    /// @throws MalformedTlv             as above
    public static Certificate ofFile(Bytes content) {
        return parse(Pem.certificate(content));
    }

    private static Curve curve(ASN1ObjectIdentifier oid) {
        for (var curve : Curve.values()) if (curve.oid().dotted().equals(oid.getId())) return curve;
        throw new IllegalArgumentException("a key on a curve SGP.22 does not name: " + oid);
    }

    public Tlv tlv() {
        return tlv;
    }

    public Bytes der() {
        return tlv.raw();
    }

    public Curve curve() {
        return curve;
    }

    public ECPublicKey publicKey() {
        return publicKey;
    }

    public BigInteger serialNumber() {
        return x509.getSerialNumber().getValue();
    }

    public String subject() {
        return subject;
    }

    public String issuer() {
        return issuer;
    }

    boolean wasIssuedBy(Certificate authority) {
        return x509.getIssuer().equals(authority.x509.getSubject());
    }

    public Instant notBefore() {
        return notBefore;
    }

    public Instant notAfter() {
        return notAfter;
    }

    /// The octets the signature covers, and the signature as X.509 codes it.
    Bytes signedPart() {
        return tlv.children().getFirst().raw();
    }

    Bytes signature() {
        return Bytes.wrap(x509.getSignature().getOctets());
    }

    String signatureAlgorithm() {
        return x509.getSignatureAlgorithm().getAlgorithm().getId();
    }

    /// The subject key identifier: for a CI what RSP calls the CI Public Key Identifier.
    public Optional<Bytes> subjectKeyIdentifier() {
        return extensions.subjectKeyIdentifier();
    }

    public Optional<Bytes> authorityKeyIdentifier() {
        return extensions.authorityKeyIdentifier();
    }

    /// The certificate policies, where RSP says what a certificate is for.
    public Set<Oid> policies() {
        return extensions.policies();
    }

    /// The OID of the server or organisation, from the registeredID of the subject alternative name.
    public Optional<Oid> registeredId() {
        return extensions.registeredId();
    }

    public List<String> dnsNames() {
        return extensions.dnsNames();
    }

    /// IP addresses, of 4 or 16 octets.
    public List<Bytes> ipAddresses() {
        return extensions.ipAddresses();
    }

    /// The subject's serialNumber attribute: the EID in CERT.EUICC.
    public Optional<String> subjectSerialNumber() {
        return subjectSerialNumber;
    }

    public Optional<String> subjectOrganisation() {
        return subjectOrganisation;
    }

    boolean mayDo(int keyUsageBit) {
        return extensions
                .keyUsage()
                .filter(usage -> usage.hasUsages(keyUsageBit))
                .isPresent();
    }

    boolean isAuthority() {
        return extensions.authority();
    }

    /// The name constraints as organisation and serialNumber prefix, the form SGP.22 §4.5.2.1.0.2 gives CERT.EUM.
    List<NameConstraint> permittedNames() {
        return extensions.permittedNames();
    }

    /// A critical extension that RSP peers do not know, if there is one.
    Optional<String> unknownCriticalExtension() {
        return extensions.unknownCritical();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Certificate that && tlv.raw().equals(that.tlv.raw());
    }

    @Override
    public int hashCode() {
        return tlv.raw().hashCode();
    }

    @Override
    public String toString() {
        return subject + ", serial " + serialNumber().toString(16);
    }
}
