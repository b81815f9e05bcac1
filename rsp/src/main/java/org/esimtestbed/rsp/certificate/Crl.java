package org.esimtestbed.rsp.certificate;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A CRL as an eUICC loads it (SGP.22 §4.5.2.1.2, RFC 5280 §5): whole, one part of several, or what came to another.
///
/// @param der           as received, what its signature covers included
/// @param issuerKey     Public Key Identifier of the CI that signs it
/// @param issuer        distinguished name of the CI as text
/// @param number        CRL number; a later CRL has a higher one
/// @param part          which part it is, where the CI publishes it in parts
/// @param deltaOf       number of the CRL it adds to, for a delta CRL
/// @param serialNumbers of the certificates that are revoked
public record Crl(
        Bytes der,
        Bytes issuerKey,
        String issuer,
        BigInteger number,
        Optional<Part> part,
        Optional<BigInteger> deltaOf,
        Set<BigInteger> serialNumbers) {
    private static final ASN1ObjectIdentifier TOTAL_PARTIAL_CRL_NUMBER = new ASN1ObjectIdentifier("2.23.146.1.2.0.2");
    private static final ASN1ObjectIdentifier PARTIAL_CRL_NUMBER = new ASN1ObjectIdentifier("2.23.146.1.2.0.3");

    /// @param number from 1 to `total`
    public record Part(int number, int total) {}

    public Crl {
        serialNumbers = Set.copyOf(serialNumbers);
    }

    /// @throws MalformedTlv if the octets are no CRL, or one without key identifier or number
    public static Crl of(Bytes der) {
        var tlv = Tlv.parse(der);
        try {
            var list = CertificateList.getInstance(der.toArray());
            var extensions = list.getTBSCertList().getExtensions();
            if (extensions == null) throw tlv.malformed("is a CRL without extensions");
            var key = AuthorityKeyIdentifier.fromExtensions(extensions);
            var number = integer(extensions, Extension.cRLNumber);
            if (key == null || key.getKeyIdentifierOctets() == null) {
                throw tlv.malformed("is a CRL without the key identifier of its issuer");
            }
            if (number.isEmpty()) throw tlv.malformed("is a CRL without a number");
            return new Crl(
                    der,
                    Bytes.copyOf(key.getKeyIdentifierOctets()),
                    list.getIssuer().toString(),
                    number.get(),
                    part(tlv, extensions),
                    integer(extensions, Extension.deltaCRLIndicator),
                    serialNumbers(list));
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
            throw tlv.malformed("is no CRL: " + e.getMessage());
        }
    }

    private static Optional<Part> part(Tlv tlv, Extensions extensions) {
        var total = integer(extensions, TOTAL_PARTIAL_CRL_NUMBER);
        var number = integer(extensions, PARTIAL_CRL_NUMBER);
        if (total.isEmpty() && number.isEmpty()) return Optional.empty();
        if (total.isEmpty() || number.isEmpty()) throw tlv.malformed("says only half of which part it is");
        var part = new Part(number.get().intValueExact(), total.get().intValueExact());
        if (part.number < 1 || part.number > part.total || part.total > 10_000) {
            throw tlv.malformed("is part " + part.number + " of " + part.total);
        }
        return Optional.of(part);
    }

    private static Optional<BigInteger> integer(Extensions extensions, ASN1ObjectIdentifier which) {
        return Optional.ofNullable(extensions.getExtensionParsedValue(which))
                .map(value -> ASN1Integer.getInstance(value).getPositiveValue());
    }

    private static Set<BigInteger> serialNumbers(CertificateList list) {
        var numbers = new HashSet<BigInteger>();
        for (TBSCertList.CRLEntry entry : list.getRevokedCertificates()) {
            numbers.add(entry.getUserCertificate().getValue());
        }
        return numbers;
    }

    public boolean isSignedBy(Certificate ci, Crypto crypto) {
        var list = CertificateList.getInstance(der.toArray());
        var signature = Bytes.wrap(list.getSignature().getOctets());
        return crypto.verifyDer(
                ci.publicKey(), Tlv.parse(der).children().getFirst().raw(), signature);
    }

    public boolean revokes(Certificate certificate) {
        return serialNumbers.contains(certificate.serialNumber()) && issuer.equals(certificate.issuer());
    }

    @Override
    public String toString() {
        return "Crl[" + issuer + ", number " + number
                + part.map(it -> ", part " + it.number + "/" + it.total).orElse("") + ", " + serialNumbers.size()
                + " revoked]";
    }
}
