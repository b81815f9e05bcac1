package org.esimtestbed.rsp.certificate;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.TBSCertList;
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
        var tlv = Tlv.parse(der);
        CertificateList list;
        try {
            list = CertificateList.getInstance(der.toArray());
        } catch (RuntimeException e) {
            throw tlv.malformed("is no CRL: " + e.getMessage());
        }
        var signature = Bytes.wrap(list.getSignature().getOctets());
        if (!crypto.verifyDer(ci.publicKey(), tlv.children().getFirst().raw(), signature)) {
            throw tlv.malformed("is no CRL that " + ci.subject() + " has signed");
        }
        var entries = new HashSet<Entry>();
        for (TBSCertList.CRLEntry entry : list.getRevokedCertificates()) {
            entries.add(new Entry(
                    list.getIssuer().toString(), entry.getUserCertificate().getValue()));
        }
        return new RevocationList(entries);
    }

    public boolean contains(Certificate certificate) {
        return !entries.isEmpty() && entries.contains(new Entry(certificate.issuer(), certificate.serialNumber()));
    }
}
