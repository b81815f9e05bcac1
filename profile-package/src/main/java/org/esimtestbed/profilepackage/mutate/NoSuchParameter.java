package org.esimtestbed.profilepackage.mutate;

/// A mutation names something the package does not have, or gives it a value it cannot take.
public final class NoSuchParameter extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoSuchParameter(String path, String what) {
        super(path + ": " + what);
    }
}
