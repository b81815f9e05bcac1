package org.esimtestbed.rsp.certificate;

/// A certificate did not pass. The caller maps it to the code of its own function.
public final class CertificateRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong, in the order of the checks.
    public enum Fault {
        NOT_ISSUED_BY_THE_AUTHORITY,
        SIGNATURE,
        NOT_YET_VALID,
        EXPIRED,
        REVOKED,
        ROLE,
        KEY_USAGE,
        CONSTRAINT,
        EXTENSION
    }

    private final Fault fault;

    public CertificateRefused(Fault fault, Certificate certificate, String detail) {
        super("certificate of " + certificate.subject() + " " + detail);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
