package org.esimtestbed.profilepackage.yaml;

/// A YAML file that does not say what it should. Says file, line (from 1) and key.
public final class BadYaml extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String key;

    BadYaml(String file, int line, String key, String what) {
        super(file + " line " + line + (key.isEmpty() ? "" : ", " + key) + ": " + what);
        this.line = line;
        this.key = key;
    }

    public int line() {
        return line;
    }

    public String key() {
        return key;
    }
}
