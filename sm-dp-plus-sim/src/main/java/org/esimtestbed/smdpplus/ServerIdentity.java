package org.esimtestbed.smdpplus;

import java.util.List;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.TlsCertificate;

/// Who this server is under one CI, and the door where it shows the TLS certificate that belongs to it: one for each
/// curve it serves.
///
/// @param address what Activation Codes name, `localhost:8443`
/// @param port    TLS port of ES9+; 0 takes a free one
/// @param dpAuth  CERT.DPauth.ECDSA
/// @param dpPb    CERT.DPpb.ECDSA, under the same CI and with the same OID
/// @param tls     CERT.DP.TLS
public record ServerIdentity(String address, int port, Credential dpAuth, Credential dpPb, TlsCertificate tls) {

    /// @throws IllegalArgumentException if the certificates do not belong together (SGP.22 §4.5.2)
    public ServerIdentity {
        if (!dpAuth.certificate()
                .authorityKeyIdentifier()
                .equals(dpPb.certificate().authorityKeyIdentifier())) {
            throw new IllegalArgumentException(dpAuth + " and " + dpPb + " are not of the same CI");
        }
        if (!oid(dpAuth).equals(oid(dpPb))) {
            throw new IllegalArgumentException(dpAuth + " and " + dpPb + " name different SM-DP+ OIDs");
        }
    }

    /// With a TLS certificate that stays.
    public ServerIdentity(String address, int port, Credential dpAuth, Credential dpPb, Credential tls) {
        this(address, port, dpAuth, dpPb, new TlsCertificate.Given(tls));
    }

    public Oid oid() {
        return oid(dpAuth);
    }

    /// Public Key Identifier of the CI.
    ///
    /// @throws IllegalArgumentException if the certificate does not name it
    public Bytes ci() {
        return dpAuth.certificate()
                .authorityKeyIdentifier()
                .orElseThrow(() -> new IllegalArgumentException(dpAuth + " does not name the key of its CI"));
    }

    /// The one of these under that CI.
    ///
    /// @throws IllegalStateException if the server has lost it since it said it had one
    public static ServerIdentity under(Bytes ci, List<ServerIdentity> identities) {
        return identities.stream()
                .filter(it -> it.ci().equals(ci))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this server has no certificates under " + ci));
    }

    private static Oid oid(Credential credential) {
        return credential
                .certificate()
                .registeredId()
                .orElseThrow(() -> new IllegalArgumentException(credential + " carries no OID"));
    }
}
