package org.esimtestbed.smdpplus.foreign;

/// The foreign LPA or eUICC does not accept what the server said; the message names the place.
final class ForeignRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignRefusal(String what) {
        super(what);
    }

    ForeignRefusal(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }

    /// @throws ForeignRefusal with that text unless it holds
    static void unless(boolean holds, String what) {
        if (!holds) throw new ForeignRefusal(what);
    }
}
