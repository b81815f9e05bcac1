package org.esimtestbed.fuzz;

/// Something that must always be true was not.
final class Finding extends AssertionError {
    private static final long serialVersionUID = 1L;

    Finding(String what) {
        super(what);
    }

    Finding(String what, Throwable cause) {
        super(what, cause);
    }
}
