package org.esimtestbed.rsp.certificate;

import org.esimtestbed.rsp.id.Oid;

/// What a certificate is for, as its certificate policy says (id-rspRole, SGP.22 Annex H).
public enum CertificateRole {
    CI(0, "CERT.CI"),
    EUICC(1, "CERT.EUICC"),
    EUM(2, "CERT.EUM"),
    DP_TLS(3, "CERT.DP.TLS"),
    DP_AUTH(4, "CERT.DPauth"),
    DP_PB(5, "CERT.DPpb"),
    DS_TLS(6, "CERT.DS.TLS"),
    DS_AUTH(7, "CERT.DSauth");

    private final Oid policy;
    private final String title;

    CertificateRole(int number, String title) {
        this.policy = new Oid("2.23.146.1.2.1." + number);
        this.title = title;
    }

    public Oid policy() {
        return policy;
    }

    /// As the specification calls it: CERT.DPauth.
    public String title() {
        return title;
    }

    /// Whether such a certificate signs other certificates.
    public boolean isAuthority() {
        return this == CI || this == EUM;
    }
}
