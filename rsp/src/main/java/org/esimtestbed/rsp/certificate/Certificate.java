package org.esimtestbed.rsp.certificate;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import org.jspecify.annotations.Nullable;

/// One X.509 certificate of the RSP ecosystem (SGP.22 §4.5.2), kept as received. Equal if its octets are.
public final class Certificate {
    private final Tlv tlv;
    private final org.bouncycastle.asn1.x509.Certificate x509;
    private final Curve curve;
    private final ECPublicKey publicKey;
    private final Instant notBefore;
    private final Instant notAfter;

    /// @param tlv the whole certificate, tag 30
    /// @throws MalformedTlv if the octets are no certificate with a key on a curve of SGP.22
    public Certificate(Tlv tlv) {
        this.tlv = tlv;
        try {
            this.x509 =
                    org.bouncycastle.asn1.x509.Certificate.getInstance(tlv.raw().toArray());
            var key = x509.getSubjectPublicKeyInfo();
            this.curve =
                    curve(ASN1ObjectIdentifier.getInstance(key.getAlgorithm().getParameters()));
            this.publicKey = Crypto.standard()
                    .publicKey(curve, Bytes.wrap(key.getPublicKeyData().getOctets()));
            this.notBefore = x509.getStartDate().getDate().toInstant();
            this.notAfter = x509.getEndDate().getDate().toInstant();
            readEverything();
        } catch (RuntimeException e) {
            throw tlv.malformed("is no certificate: " + e.getMessage());
        }
    }

    // The library decodes names and extensions when they are asked for. What is malformed has to show here, not
    // in
    // the middle of a check, and least of all as an extension that seems to be absent.
    private void readEverything() {
        serialNumber();
        signature();
        signatureAlgorithm();
        subject();
        issuer();
        subjectSerialNumber();
        subjectOrganisation();
        subjectKeyIdentifier();
        authorityKeyIdentifier();
        policies();
        registeredId();
        dnsNames();
        mayDo(0);
        isAuthority();
        permittedNames();
        unknownCriticalExtension();
    }

    /// @throws MalformedTlv as above
    public static Certificate parse(Bytes der) {
        return new Certificate(Tlv.parse(der));
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
        return x509.getSubject().toString();
    }

    public String issuer() {
        return x509.getIssuer().toString();
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
        return extension(Extension.subjectKeyIdentifier)
                .map(e -> Bytes.wrap(ASN1OctetString.getInstance(e).getOctets()));
    }

    public Optional<Bytes> authorityKeyIdentifier() {
        return extension(Extension.authorityKeyIdentifier)
                .map(e -> AuthorityKeyIdentifier.getInstance(e).getKeyIdentifierOctets())
                .map(Bytes::wrap);
    }

    /// The certificate policies, where RSP says what a certificate is for.
    public Set<Oid> policies() {
        return extension(Extension.certificatePolicies)
                .map(e -> Stream.of(CertificatePolicies.getInstance(e).getPolicyInformation())
                        .map(PolicyInformation::getPolicyIdentifier)
                        .map(id -> new Oid(id.getId()))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /// The OID of the server or organisation, from the registeredID of the subject alternative name.
    public Optional<Oid> registeredId() {
        return alternativeNames(GeneralName.registeredID).findFirst().map(name -> new Oid(name.toString()));
    }

    public List<String> dnsNames() {
        return alternativeNames(GeneralName.dNSName).map(Object::toString).toList();
    }

    /// IP addresses, of 4 or 16 octets.
    public List<Bytes> ipAddresses() {
        return alternativeNames(GeneralName.iPAddress)
                .map(name -> Bytes.wrap(ASN1OctetString.getInstance(name).getOctets()))
                .toList();
    }

    private Stream<ASN1Encodable> alternativeNames(int kind) {
        return extension(Extension.subjectAlternativeName).stream()
                .flatMap(e -> Stream.of(GeneralNames.getInstance(e).getNames()))
                .filter(name -> name.getTagNo() == kind)
                .map(GeneralName::getName);
    }

    /// The subject's serialNumber attribute: the EID in CERT.EUICC.
    public Optional<String> subjectSerialNumber() {
        return attribute(x509.getSubject(), BCStyle.SERIALNUMBER);
    }

    public Optional<String> subjectOrganisation() {
        return attribute(x509.getSubject(), BCStyle.O);
    }

    boolean mayDo(int keyUsageBit) {
        return extension(Extension.keyUsage)
                .map(e -> KeyUsage.getInstance(e).hasUsages(keyUsageBit))
                .orElse(false);
    }

    boolean isAuthority() {
        return extension(Extension.basicConstraints)
                .map(e -> BasicConstraints.getInstance(e).isCA())
                .orElse(false);
    }

    /// The name constraints as organisation and serialNumber prefix, the form SGP.22 §4.5.2.1.0.2 gives CERT.EUM.
    List<NameConstraint> permittedNames() {
        return extension(Extension.nameConstraints)
                .map(NameConstraints::getInstance)
                .map(NameConstraints::getPermittedSubtrees)
                .map(subtrees -> {
                    var permitted = new ArrayList<NameConstraint>();
                    for (var subtree : subtrees) {
                        if (subtree.getBase().getTagNo() != GeneralName.directoryName) continue;
                        var name = X500Name.getInstance(subtree.getBase().getName());
                        permitted.add(
                                new NameConstraint(attribute(name, BCStyle.O), attribute(name, BCStyle.SERIALNUMBER)));
                    }
                    return List.copyOf(permitted);
                })
                .orElse(List.of());
    }

    /// A critical extension that RSP peers do not know, if there is one.
    Optional<String> unknownCriticalExtension() {
        return Optional.ofNullable(x509.getExtensions()).stream()
                .flatMap(e -> Stream.of(e.getCriticalExtensionOIDs()))
                .filter(oid -> !KNOWN.contains(oid))
                .map(ASN1ObjectIdentifier::getId)
                .findFirst();
    }

    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.subjectKeyIdentifier,
            Extension.authorityKeyIdentifier,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.certificatePolicies,
            Extension.subjectAlternativeName,
            Extension.basicConstraints,
            Extension.nameConstraints,
            Extension.cRLDistributionPoints);

    private Optional<ASN1Encodable> extension(ASN1ObjectIdentifier id) {
        @Nullable Extensions extensions = x509.getExtensions();
        return extensions == null
                ? Optional.empty()
                : Optional.ofNullable(extensions.getExtension(id)).map(Extension::getParsedValue);
    }

    private static Optional<String> attribute(X500Name name, ASN1ObjectIdentifier type) {
        return Stream.of(name.getRDNs(type))
                .map(rdn -> rdn.getFirst().getValue().toString())
                .findFirst();
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
        return subject() + ", serial " + serialNumber().toString(16);
    }
}
