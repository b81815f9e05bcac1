package org.esimtestbed.reports;

public record Fact(String label, String value) {}
