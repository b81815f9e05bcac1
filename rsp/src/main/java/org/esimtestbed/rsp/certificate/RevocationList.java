package org.esimtestbed.rsp.certificate;

import static java.util.stream.Collectors.toSet;

import java.math.BigInteger;
import java.util.Set;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The certificates a CI has revoked (SGP.22 §4.5.2.1.1), as read from its CRL.
public record RevocationList(Set<Entry> entries) {
    public static final RevocationList EMPTY = new RevocationList(Set.of());

    /// @param issuer distinguished name of the authority as text
    public record Entry(String issuer, BigInteger serialNumber) {}

    public RevocationList {
        entries = Set.copyOf(entries);
    }

    /// Reads a CRL in DER and checks that the CI has signed it.
    ///
    /// @throws MalformedTlv if the octets are no CRL, or the signature does not verify
    public static RevocationList read(Bytes der, Certificate ci, Crypto crypto) {
        var crl = Crl.of(der);
        if (!crl.isSignedBy(ci, crypto)) {
            throw Tlv.parse(der).malformed("is no CRL that " + ci.subject() + " has signed");
        }
        return new RevocationList(crl.serialNumbers().stream()
                .map(number -> new Entry(crl.issuer(), number))
                .collect(toSet()));
    }

    public boolean contains(Certificate certificate) {
        return !entries.isEmpty() && entries.contains(new Entry(certificate.issuer(), certificate.serialNumber()));
    }
}
