package org.esimtestbed.euicc.state;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Crl;
import org.esimtestbed.rsp.tlv.Bytes;

/// The CRLs an eUICC has loaded (SGP.22 §4.5.2.1.2). Immutable. Of each CI it holds the newest, in as many parts as
/// have
/// come, and the delta CRLs to it.
public record RevokedCertificates(List<Crl> crls) {
    public static final RevokedCertificates NONE = new RevokedCertificates(List.of());

    public RevokedCertificates {
        crls = List.copyOf(crls);
    }

    public boolean contains(Certificate certificate) {
        return crls.stream().anyMatch(crl -> crl.revokes(certificate));
    }

    /// Whether one that is there makes that one old.
    public boolean isOld(Crl crl) {
        return newest(crl.issuerKey())
                .filter(number -> number.compareTo(crl.number()) > 0)
                .isPresent();
    }

    /// Whether the one that a delta CRL adds to, or a later one, is there.
    public boolean hasBaseOf(Crl delta) {
        var needed = delta.deltaOf();
        return needed.isEmpty()
                || of(delta.issuerKey())
                        .anyMatch(it -> it.deltaOf().isEmpty() && it.number().compareTo(needed.get()) >= 0);
    }

    /// With one more; what it makes old is dropped.
    public RevokedCertificates with(Crl crl) {
        var kept = new ArrayList<Crl>();
        for (var it : crls) {
            boolean isOther = !it.issuerKey().equals(crl.issuerKey());
            boolean isSibling = it.number().equals(crl.number()) && !it.part().equals(crl.part());
            if (isOther || crl.deltaOf().isPresent() || isSibling) kept.add(it);
        }
        kept.add(crl);
        return new RevokedCertificates(kept);
    }

    /// Numbers of the parts of that CRL that have not come yet.
    public List<Integer> missingPartsOf(Crl crl) {
        int total = crl.part().map(Crl.Part::total).orElse(0);
        var there = of(crl.issuerKey())
                .filter(it -> it.number().equals(crl.number()))
                .flatMap(it -> it.part().stream())
                .map(Crl.Part::number)
                .toList();
        return IntStream.rangeClosed(1, total)
                .boxed()
                .filter(number -> !there.contains(number))
                .toList();
    }

    /// Octets taken in all.
    public long size() {
        return crls.stream().mapToLong(it -> it.der().size()).sum();
    }

    private Optional<BigInteger> newest(Bytes issuerKey) {
        return of(issuerKey).map(Crl::number).max(BigInteger::compareTo);
    }

    private Stream<Crl> of(Bytes issuerKey) {
        return crls.stream().filter(it -> it.issuerKey().equals(issuerKey));
    }
}
