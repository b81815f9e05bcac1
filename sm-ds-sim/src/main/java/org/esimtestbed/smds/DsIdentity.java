package org.esimtestbed.smds;

import java.util.List;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.TlsCertificate;

/// Who this SM-DS is under one CI, and the door where it shows the TLS certificate that belongs to it: one for each
/// curve it serves.
///
/// @param address what eUICCs and operators name, `localhost:8445`
/// @param port    TLS port of ES11; 0 takes a free one
/// @param dsAuth  CERT.DSauth.ECDSA
/// @param tls     CERT.DS.TLS
public record DsIdentity(String address, int port, Credential dsAuth, TlsCertificate tls) {

    /// @throws IllegalArgumentException if the certificate is of another role, or names no OID or not the key of its CI
    ///                                  (SGP.22 §4.5.2)
    public DsIdentity {
        if (!dsAuth.certificate().policies().contains(CertificateRole.DS_AUTH.policy())) {
            throw new IllegalArgumentException(dsAuth + " is no " + CertificateRole.DS_AUTH.title());
        }
        if (dsAuth.certificate().registeredId().isEmpty()) {
            throw new IllegalArgumentException(dsAuth + " carries no OID");
        }
        if (dsAuth.certificate().authorityKeyIdentifier().isEmpty()) {
            throw new IllegalArgumentException(dsAuth + " does not name the key of its CI");
        }
    }

    /// With a TLS certificate that stays.
    public DsIdentity(String address, int port, Credential dsAuth, Credential tls) {
        this(address, port, dsAuth, new TlsCertificate.Given(tls));
    }

    public Oid oid() {
        return dsAuth.certificate().registeredId().orElseThrow();
    }

    /// Public Key Identifier of the CI.
    public Bytes ci() {
        return dsAuth.certificate().authorityKeyIdentifier().orElseThrow();
    }

    /// The one of these under that CI.
    ///
    /// @throws IllegalStateException if the server has lost it since it said it had one
    public static DsIdentity under(Bytes ci, List<DsIdentity> identities) {
        return identities.stream()
                .filter(it -> it.ci().equals(ci))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this server has no certificates under " + ci));
    }
}
