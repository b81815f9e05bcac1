package org.esimtestbed.lpa.explain;

import java.util.List;

/// One row of the table.
///
/// @param codes what it explains, as the head of `explanations.yaml` says
public record Explanation(List<String> codes, Fault fault, Text en, Text ja) {
    /// @param means  what has happened
    /// @param advice what to do about it
    public record Text(String means, String advice) {}

    public Explanation {
        codes = List.copyOf(codes);
    }

    public Text in(Language language) {
        return switch (language) {
            case EN -> en;
            case JA -> ja;
        };
    }
}
