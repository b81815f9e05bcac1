package org.esimtestbed.lpadaemon.web;

import java.util.Optional;

/// A request that is not carried out: HTTP status, why in one line, and the place where the request is wrong.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient Optional<String> field;

    private Refusal(int status, Optional<String> field, String why) {
        super(why, null, false, false); // an answer, not an accident: no stack trace
        this.status = status;
        this.field = field;
    }

    int status() {
        return status;
    }

    /// A member of the body, a parameter, a header or a part of the path.
    Optional<String> field() {
        return field;
    }

    static Refusal bad(String field, String why) {
        return new Refusal(400, Optional.of(field), field + ": " + why);
    }

    static Refusal forbidden(String why) {
        return new Refusal(403, Optional.empty(), why);
    }

    static Refusal notThere(String what) {
        return new Refusal(404, Optional.empty(), what);
    }

    static Refusal conflict(String why) {
        return new Refusal(409, Optional.empty(), why);
    }

    static Refusal unavailable(String why) {
        return new Refusal(503, Optional.empty(), why);
    }
}
