package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.lpa.quirk.LpaQuirkCatalogue;
import org.esimtestbed.lpa.quirk.LpaQuirkKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed lpa quirks`: how the LPA can misbehave.
@Command(
        name = "quirks",
        mixinStandardHelpOptions = true,
        description = "Lists the ways in which the LPA can misbehave, or explains one of them.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa quirks",
            "  testbed lpa quirks cancel-session",
            "  testbed demo --lpa-quirk notifications-dropped",
            "  testbed lpa download --lpa-quirk cancel-session=none --no '1$\u2026'"
        })
final class LpaQuirkList implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "a quirk")
    private Optional<String> name = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    record View(String name, String symptom, String clause, String source, String honest, String parameter) {
        static View of(LpaQuirkKind kind) {
            return new View(kind.name(), kind.symptom(), kind.clause(), kind.source(), kind.honest(), kind.parameter());
        }
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var views = LpaQuirkCatalogue.ALL.stream()
                .filter(it -> name.isEmpty() || name.get().equals(it.name()))
                .map(View::of)
                .toList();
        if (views.isEmpty()) throw new IllegalArgumentException("the LPA has no quirk " + name.orElse(""));
        if (json.wanted) {
            json.print(out, views);
        } else if (name.isEmpty()) {
            out.println("Quirks of the LPA, for --lpa-quirk:");
            views.forEach(it -> Columns.wrapped(out, "  %-29s ".formatted(it.name), it.symptom));
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
        Columns.wrapped(out, "  answered   ", quirk.honest);
        Columns.wrapped(out, "  clause     ", quirk.clause);
        Columns.wrapped(out, "  source     ", quirk.source);
    }
}
