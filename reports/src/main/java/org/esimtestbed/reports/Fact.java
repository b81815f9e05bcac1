package org.esimtestbed.reports;

/// One line of what is true at the end of a run: `IMSI`, `001010000000001`.
public record Fact(String label, String value) {}
