package org.esimtestbed.rsp.certificate;

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
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the extensions of a certificate say (SGP.22 §4.5.2.1), each read once.
///
/// @param registeredId    of the subject's alternative names, as the next two
/// @param ipAddresses     of 4 or 16 octets
/// @param authority       whether the basic constraints say CA
/// @param permittedNames  the name constraints of CERT.EUM
/// @param unknownCritical a critical extension that RSP peers do not know
record CertificateExtensions(
        Optional<Bytes> subjectKeyIdentifier,
        Optional<Bytes> authorityKeyIdentifier,
        Set<Oid> policies,
        Optional<Oid> registeredId,
        List<String> dnsNames,
        List<Bytes> ipAddresses,
        Optional<KeyUsage> keyUsage,
        boolean authority,
        List<NameConstraint> permittedNames,
        Optional<String> unknownCritical) {

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

    /// @throws RuntimeException if one cannot be decoded
    static CertificateExtensions of(org.bouncycastle.asn1.x509.Certificate x509) {
        var all = Optional.ofNullable(x509.getExtensions());
        var names = value(all, Extension.subjectAlternativeName)
                .map(e -> List.of(GeneralNames.getInstance(e).getNames()))
                .orElse(List.of());
        return new CertificateExtensions(
                value(all, Extension.subjectKeyIdentifier)
                        .map(e -> Bytes.wrap(ASN1OctetString.getInstance(e).getOctets())),
                value(all, Extension.authorityKeyIdentifier)
                        .map(e -> AuthorityKeyIdentifier.getInstance(e).getKeyIdentifierOctets())
                        .map(Bytes::wrap),
                value(all, Extension.certificatePolicies)
                        .map(CertificateExtensions::policies)
                        .orElse(Set.of()),
                alternative(names, GeneralName.registeredID)
                        .map(name -> new Oid(name.toString()))
                        .findFirst(),
                alternative(names, GeneralName.dNSName).map(Object::toString).toList(),
                alternative(names, GeneralName.iPAddress)
                        .map(name ->
                                Bytes.wrap(ASN1OctetString.getInstance(name).getOctets()))
                        .toList(),
                value(all, Extension.keyUsage).map(KeyUsage::getInstance),
                value(all, Extension.basicConstraints)
                        .map(e -> BasicConstraints.getInstance(e).isCA())
                        .orElse(false),
                value(all, Extension.nameConstraints)
                        .map(CertificateExtensions::permittedNames)
                        .orElse(List.of()),
                all.stream()
                        .flatMap(e -> Stream.of(e.getCriticalExtensionOIDs()))
                        .filter(oid -> !KNOWN.contains(oid))
                        .map(ASN1ObjectIdentifier::getId)
                        .findFirst());
    }

    private static Stream<ASN1Encodable> alternative(List<GeneralName> names, int tag) {
        return names.stream().filter(name -> name.getTagNo() == tag).map(GeneralName::getName);
    }

    static Optional<String> attribute(X500Name name, ASN1ObjectIdentifier type) {
        return Stream.of(name.getRDNs(type))
                .map(rdn -> rdn.getFirst().getValue().toString())
                .findFirst();
    }

    private static Optional<ASN1Encodable> value(Optional<Extensions> all, ASN1ObjectIdentifier id) {
        return all.map(extensions -> extensions.getExtension(id)).map(Extension::getParsedValue);
    }

    private static Set<Oid> policies(ASN1Encodable extension) {
        return Stream.of(CertificatePolicies.getInstance(extension).getPolicyInformation())
                .map(PolicyInformation::getPolicyIdentifier)
                .map(id -> new Oid(id.getId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<NameConstraint> permittedNames(ASN1Encodable extension) {
        var subtrees = NameConstraints.getInstance(extension).getPermittedSubtrees();
        if (subtrees == null) return List.of();
        var permitted = new ArrayList<NameConstraint>();
        for (var subtree : subtrees) {
            if (subtree.getBase().getTagNo() != GeneralName.directoryName) continue;
            var name = X500Name.getInstance(subtree.getBase().getName());
            permitted.add(new NameConstraint(attribute(name, BCStyle.O), attribute(name, BCStyle.SERIALNUMBER)));
        }
        return List.copyOf(permitted);
    }
}
