package org.esimtestbed.console.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.lpa.explain.Explanation;
import org.esimtestbed.lpa.explain.Explanations;
import org.esimtestbed.lpa.explain.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed lpa explain`: the table of failures, without card or server.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Explains a failure: what it means, whose fault it usually is, what to do. Without a code, all.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa explain 8.2.6/3.8            status code of a server",
            "  testbed lpa explain 6A88                 status word of a card",
            "  testbed lpa explain EnableProfile/5      result of a function of ES10",
            "  testbed lpa explain 'pir 12'             reason of a ProfileInstallationResult",
            "  testbed lpa explain 'pe 6' --lang ja     PEStatus, in Japanese",
            "  testbed lpa explain --json"
        })
final class LpaExplain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "as the failure shows it")
    private Optional<String> code = Optional.empty();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var rows = code.map(Explanations.shipped()::search)
                .orElseGet(() -> Explanations.shipped().rows());
        if (rows.isEmpty()) throw new IllegalArgumentException("nothing is known of the code " + code.orElse(""));
        if (json.wanted) {
            json.print(out, rows);
        } else {
            for (var row : rows) {
                out.println(String.join(", ", row.codes()));
                lines(row, language.chosen()).forEach(it -> Columns.wrapped(out, "  ", it));
            }
        }
        out.flush();
        return ExitCodes.DONE;
    }

    /// Meaning, fault and advice.
    static List<String> lines(Explanation row, Language language) {
        var text = row.in(language);
        var fault = row.fault().in(language);
        return List.of(
                text.means(),
                switch (language) {
                    case EN -> "Usually at fault: " + fault + ".";
                    case JA -> "主な原因: " + fault;
                },
                text.advice());
    }
}
