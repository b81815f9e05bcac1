package org.esimtestbed.smdpplus;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// An operator that may order here.
///
/// @param identifier         functionRequesterIdentifier
/// @param oid                registeredID of its TLS certificate
/// @param callback           where its ES2+ listens, without the path; absent: it does not want to be told how its
///                           downloads go on, which is its choice (SGP.22 §5.3.5)
/// @param pinnedCertificates SHA-256 over the DER of certificates that are the operator's whatever OID they have
public record Operator(String identifier, Oid oid, Optional<URI> callback, Set<Bytes> pinnedCertificates) {
    public Operator {
        pinnedCertificates = Set.copyOf(pinnedCertificates);
    }

    /// An operator known by the OID of its certificate alone.
    public Operator(String identifier, Oid oid, URI callback) {
        this(identifier, oid, Optional.of(callback), Set.of());
    }

    /// By OID or by itself; the OID is good only where a CI has issued the certificate.
    public boolean hasCertificate(Certificate certificate) {
        return certificate.registeredId().filter(oid::equals).isPresent() || hasPinned(certificate);
    }

    /// Whether this very certificate is the operator's.
    public boolean hasPinned(Certificate certificate) {
        return pinnedCertificates.contains(Sha256.of(certificate.der()));
    }
}
