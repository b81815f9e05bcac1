package org.esimtestbed.profilepackage.lint;

/// One thing a rule found.
///
/// @param rule   its name: `dangling-puk`
/// @param place  a path that begins with an element, or the path of a file
/// @param what   in words, without secrets
/// @param clause of the specification that says so
public record Finding(String rule, Severity severity, String place, String what, String clause) {
    @Override
    public String toString() {
        return severity + " " + rule + " at " + place + ": " + what + " (" + clause + ")";
    }
}
