package org.esimtestbed.lpa.management;

/// The End User was asked for Strong Confirmation (SGP.22 §2.4.13) and did not give it; nothing has happened.
public final class NotConfirmed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotConfirmed(String deed) {
        super("not confirmed: " + deed);
    }
}
