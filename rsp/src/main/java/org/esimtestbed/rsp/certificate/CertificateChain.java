package org.esimtestbed.rsp.certificate;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.esimtestbed.rsp.certificate.CertificateRefused.Fault;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;

/// Checks certificates up to the CIs one trusts (SGP.22 §4.5.2.2), each in this order: issuer and signature, dates,
/// revocation, role, use, constraints. A signature that has verified once is remembered by the octets it was in;
/// dates and revocation are looked at each time. Safe for use by many threads.
public final class CertificateChain {
    private static final int REMEMBERED = 10_000;

    private final Crypto crypto;
    private final InstantSource clock;
    private final List<Certificate> roots;
    private final RevocationList revoked;
    private final Map<Issued, Boolean> verified = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Issued, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    private record Issued(Certificate certificate, Certificate authority) {}

    /// @param roots the CI certificates one trusts, in order of preference
    public CertificateChain(Crypto crypto, InstantSource clock, Collection<Certificate> roots, RevocationList revoked) {
        this.crypto = crypto;
        this.clock = clock;
        this.roots = List.copyOf(roots);
        this.revoked = revoked;
    }

    public List<Certificate> roots() {
        return roots;
    }

    /// The trusted CI with that Public Key Identifier.
    public Optional<Certificate> root(Bytes keyIdentifier) {
        return roots.stream()
                .filter(root -> root.subjectKeyIdentifier()
                        .filter(keyIdentifier::equals)
                        .isPresent())
                .findFirst();
    }

    /// The trusted CI that a certificate names as its issuer.
    public Optional<Certificate> rootOf(Certificate certificate) {
        return certificate.authorityKeyIdentifier().flatMap(this::root);
    }

    /// Whether one of the CIs has signed this itself. Dates, revocation and role are not looked at.
    public boolean isIssuedByRoot(Certificate certificate) {
        return roots.stream().anyMatch(root -> {
            try {
                verifySignature(certificate, root);
                return true;
            } catch (CertificateRefused anothers) {
                return false;
            }
        });
    }

    /// Checks a server's certificate, which the CI signs itself.
    public void verifyServer(Certificate server, CertificateRole role, Certificate ci) throws CertificateRefused {
        verify(server, ci, role);
    }

    /// Checks CERT.EUM, which the CI signs.
    public void verifyEum(Certificate eum, Certificate ci) throws CertificateRefused {
        verify(eum, ci, CertificateRole.EUM);
        if (eum.permittedNames().isEmpty()) {
            throw new CertificateRefused(Fault.CONSTRAINT, eum, "constrains no names");
        }
    }

    /// Checks CERT.EUICC, which the EUM signs, and gives the EID it is for.
    public Eid verifyEuicc(Certificate euicc, Certificate eum) throws CertificateRefused {
        verify(euicc, eum, CertificateRole.EUICC);
        if (eum.permittedNames().stream().noneMatch(name -> name.permits(euicc))) {
            throw new CertificateRefused(Fault.CONSTRAINT, euicc, "is outside the names its EUM may use");
        }
        try {
            return new Eid(euicc.subjectSerialNumber().orElse(""));
        } catch (IllegalArgumentException e) {
            throw new CertificateRefused(Fault.CONSTRAINT, euicc, "names no EID: " + e.getMessage());
        }
    }

    private void verify(Certificate certificate, Certificate authority, CertificateRole role)
            throws CertificateRefused {
        verifySignature(certificate, authority);
        var now = clock.instant();
        if (now.isBefore(certificate.notBefore())) {
            throw new CertificateRefused(Fault.NOT_YET_VALID, certificate, "is valid from " + certificate.notBefore());
        }
        if (now.isAfter(certificate.notAfter())) {
            throw new CertificateRefused(Fault.EXPIRED, certificate, "expired at " + certificate.notAfter());
        }
        if (revoked.contains(certificate)) {
            throw new CertificateRefused(Fault.REVOKED, certificate, "is revoked");
        }
        if (!certificate.policies().contains(role.policy())) {
            throw new CertificateRefused(Fault.ROLE, certificate, "is no " + role.title());
        }
        if (!certificate.mayDo(role.isAuthority() ? KeyUsage.keyCertSign : KeyUsage.digitalSignature)) {
            throw new CertificateRefused(Fault.KEY_USAGE, certificate, "lacks the key usage of a " + role.title());
        }
        if (certificate.isAuthority() != role.isAuthority()) {
            throw new CertificateRefused(
                    Fault.CONSTRAINT, certificate, "has the basic constraints of something else than " + role.title());
        }
        var unknown = certificate.unknownCriticalExtension();
        if (unknown.isPresent()) {
            throw new CertificateRefused(
                    Fault.EXTENSION, certificate, "has the unknown critical extension " + unknown.get());
        }
    }

    private void verifySignature(Certificate certificate, Certificate authority) throws CertificateRefused {
        var issued = new Issued(certificate, authority);
        if (verified.containsKey(issued)) return;
        if (!certificate.wasIssuedBy(authority)
                || !certificate.authorityKeyIdentifier().equals(authority.subjectKeyIdentifier())) {
            throw new CertificateRefused(
                    Fault.NOT_ISSUED_BY_THE_AUTHORITY, certificate, "was not issued by " + authority.subject());
        }
        if (!certificate.signatureAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256.getId())
                || !crypto.verifyDer(authority.publicKey(), certificate.signedPart(), certificate.signature())) {
            throw new CertificateRefused(Fault.SIGNATURE, certificate, "has a signature that does not verify");
        }
        verified.put(issued, true);
    }
}
