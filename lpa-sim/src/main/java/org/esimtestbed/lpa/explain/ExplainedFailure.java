package org.esimtestbed.lpa.explain;

import java.util.List;

/// A [StepFailure] for programs: each code beside what it means. All five faces are there, empty ones too.
///
/// @param message as [StepFailure#message]
public record ExplainedFailure(
        String message,
        List<Explained> statusWord,
        List<Explained> es10Result,
        List<Explained> installReason,
        List<Explained> statusCode,
        List<Explained> transport) {

    /// A code with what it means; texts are empty where the table does not know it.
    ///
    /// @param code  with its family, `sw 6A88`
    /// @param name  as the specification writes it
    /// @param fault name of a [Fault]
    public record Explained(String code, String name, String fault, String meaning, String advice) {
        static Explained of(Finding finding, Language language) {
            var row = finding.explanation();
            var text = row.map(it -> it.in(language));
            return new Explained(
                    finding.code(),
                    finding.name(),
                    row.map(it -> it.fault().name()).orElse(""),
                    text.map(Explanation.Text::means).orElse(""),
                    text.map(Explanation.Text::advice).orElse(""));
        }
    }

    public static ExplainedFailure of(StepFailure failure, Language language) {
        return new ExplainedFailure(
                failure.message(),
                explained(failure.statusWord(), language),
                explained(failure.es10Result(), language),
                explained(failure.installReason(), language),
                explained(failure.statusCode(), language),
                explained(failure.transport(), language));
    }

    private static List<Explained> explained(List<Finding> findings, Language language) {
        return findings.stream().map(it -> Explained.of(it, language)).toList();
    }
}
