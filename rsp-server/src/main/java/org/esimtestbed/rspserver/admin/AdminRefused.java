package org.esimtestbed.rspserver.admin;

import java.util.function.Function;

/// A question that is not answered: HTTP status, and why in one line.
public final class AdminRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    private AdminRefused(int status, String why) {
        super(why, null, false, false); // an answer, not an accident: no stack trace
        this.status = status;
    }

    public int status() {
        return status;
    }

    public static AdminRefused bad(String why) {
        return new AdminRefused(400, why);
    }

    public static AdminRefused notThere(String what) {
        return new AdminRefused(404, what);
    }

    public static AdminRefused conflict(String why) {
        return new AdminRefused(409, why);
    }

    /// A parameter as its type.
    ///
    /// @throws AdminRefused with 400 naming the parameter
    public static <T> T value(String parameter, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (RuntimeException e) { // whatever a parser makes of it
            throw bad(parameter + ": " + e.getMessage());
        }
    }

    /// How many at most, 1 to 1000.
    public static int limit(int limit) {
        if (limit < 1 || limit > 1000) throw bad("limit: 1 to 1000, not " + limit);
        return limit;
    }
}
