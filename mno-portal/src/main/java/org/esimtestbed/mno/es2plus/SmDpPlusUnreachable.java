package org.esimtestbed.mno.es2plus;

/// No usable answer came from the SM-DP+.
public final class SmDpPlusUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SmDpPlusUnreachable(String what) {
        super(what);
    }

    SmDpPlusUnreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
