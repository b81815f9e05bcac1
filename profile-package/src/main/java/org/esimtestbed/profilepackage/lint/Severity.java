package org.esimtestbed.profilepackage.lint;

/// How bad a finding is.
public enum Severity {
    /// The package contradicts itself or the specification: installation or use will fail on some card.
    ERROR,
    /// Legal, and known to make trouble somewhere.
    WARNING
}
