package org.esimtestbed.lpa.management;

import org.esimtestbed.rsp.id.Aid;

/// A function takes an ICCID and nothing else, and that of the Profile is no digits; nothing has happened.
public final class NoReadableIccid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoReadableIccid(String function, Aid profile) {
        super("the Profile " + profile + " is on the card, but its ICCID is no digits, and " + function
                + " takes an ICCID only");
    }
}
