package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.smdpplus.quirk.QuirkCatalogue;
import org.esimtestbed.smdpplus.quirk.QuirkKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed smdp quirks`: how the SM-DP+ can misbehave.
@Command(
        name = "quirks",
        mixinStandardHelpOptions = true,
        description = "Lists the ways in which the SM-DP+ can misbehave, or explains one of them.",
        footer = {
            "",
            "Examples:",
            "  testbed smdp quirks",
            "  testbed smdp quirks retry-limit",
            "  testbed demo --server-quirk minimal-metadata"
        })
final class SmdpQuirks implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "a quirk")
    private Optional<String> name = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    record View(String name, String symptom, String clause, String source, String parameter, List<String> functions) {
        static View of(QuirkKind kind) {
            return new View(
                    kind.name(), kind.symptom(), kind.clause(), kind.source(), kind.parameter(), kind.functionNames());
        }
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var views = QuirkCatalogue.ALL.stream()
                .filter(it -> name.isEmpty() || name.get().equals(it.name()))
                .map(View::of)
                .toList();
        if (views.isEmpty()) throw new IllegalArgumentException("the SM-DP+ has no quirk " + name.orElse(""));
        if (json.wanted) {
            json.print(out, views);
        } else if (name.isEmpty()) {
            out.println("Quirks of the SM-DP+, for --server-quirk and POST /admin/quirks:");
            views.forEach(it -> Columns.wrapped(out, "  %-29s ".formatted(it.name), Columns.firstSentence(it.symptom)));
        } else {
            views.forEach(it -> explain(out, it));
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private static void explain(PrintWriter out, View quirk) {
        out.println(quirk.name);
        Columns.wrapped(out, "  does       ", quirk.symptom);
        if (!quirk.parameter.isEmpty()) Columns.wrapped(out, "  parameter  ", quirk.parameter);
        Columns.wrapped(out, "  in         ", String.join(", ", quirk.functions));
        Columns.wrapped(out, "  clause     ", quirk.clause);
        Columns.wrapped(out, "  source     ", quirk.source);
    }
}
