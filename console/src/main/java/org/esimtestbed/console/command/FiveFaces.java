package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.lpa.explain.Finding;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpa.explain.StepFailure;

/// A failed step as people and programs read it: always all five faces, empty ones too.
record FiveFaces(StepFailure failure, Language language) {
    void print(PrintWriter out) {
        faces().forEach((face, findings) -> {
            if (findings.isEmpty()) out.println("  %-15s none".formatted(face));
            for (var finding : findings) {
                out.println("  %-15s %s".formatted(face, finding.name()));
                finding.explanation()
                        .map(it -> LpaExplain.lines(it, language))
                        .orElse(List.of())
                        .forEach(it -> Columns.wrapped(out, " ".repeat(18), it));
            }
        });
        out.flush();
    }

    private Map<String, List<Finding>> faces() {
        var faces = new LinkedHashMap<String, List<Finding>>();
        faces.put("status word", failure.statusWord());
        faces.put("ES10 result", failure.es10Result());
        faces.put("install reason", failure.installReason());
        faces.put("status code", failure.statusCode());
        faces.put("HTTP/TLS", failure.transport());
        return faces;
    }

    /// With the members message, statusWord, es10Result, installReason, statusCode and transport.
    ExplainedFailure json() {
        return ExplainedFailure.of(failure, language);
    }
}
