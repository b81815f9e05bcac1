package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.euicc.personality.Personalities;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.quirk.QuirkCatalogue;
import org.esimtestbed.euicc.quirk.QuirkKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed euicc personalities`: which cards there are, and which quirks one can give them.
@Command(
        name = "personalities",
        mixinStandardHelpOptions = true,
        description = "Lists the kinds of card and the quirks there are, or explains one of them.",
        footer = {
            "",
            "Examples:",
            "  testbed euicc personalities",
            "  testbed euicc personalities removable",
            "  testbed euicc personalities maximum-lc",
            "",
            "A kind of your own is a YAML file: docs/personalities.md."
        })
final class EuiccPersonalities implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "a personality or a quirk")
    private Optional<String> name = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    record QuirkView(String name, String symptom, String clause, String source, String parameter) {
        static QuirkView of(QuirkKind kind) {
            return new QuirkView(kind.name(), kind.symptom(), kind.clause(), kind.source(), kind.parameter());
        }
    }

    record PersonalityView(String name, String title, List<String> quirks) {
        static PersonalityView of(Personality personality) {
            return new PersonalityView(
                    personality.name(),
                    personality.title(),
                    personality.quirks().stream().map(it -> it.kind().name()).toList());
        }
    }

    record View(List<PersonalityView> personalities, List<QuirkView> quirks) {}

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var view = view();
        if (view.personalities.isEmpty() && view.quirks.isEmpty()) {
            throw new IllegalArgumentException("there is neither a personality nor a quirk " + name.orElse(""));
        }
        if (json.wanted) {
            json.print(out, view);
        } else if (name.isEmpty()) {
            list(out, view);
        } else {
            view.personalities.forEach(it -> explain(out, it));
            view.quirks.forEach(it -> explain(out, it));
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private View view() {
        return new View(
                Personalities.shipped().stream()
                        .filter(it -> name.isEmpty() || name.get().equals(it.name()))
                        .map(PersonalityView::of)
                        .toList(),
                QuirkCatalogue.ALL.stream()
                        .filter(it -> name.isEmpty() || name.get().equals(it.name()))
                        .map(QuirkView::of)
                        .toList());
    }

    private static void list(PrintWriter out, View view) {
        out.println("Personalities, for --personality:");
        view.personalities.forEach(it -> Columns.wrapped(out, "  %-20s ".formatted(it.name), it.title));
        out.println();
        out.println("Quirks, for --quirk and for a personality's file:");
        view.quirks.forEach(
                it -> Columns.wrapped(out, "  %-29s ".formatted(it.name), Columns.firstSentence(it.symptom)));
    }

    private static void explain(PrintWriter out, PersonalityView personality) {
        out.println(personality.name);
        Columns.wrapped(out, "  ", personality.title);
        for (var quirk : personality.quirks) out.println("  quirk  " + quirk);
    }

    private static void explain(PrintWriter out, QuirkView quirk) {
        out.println(quirk.name + (quirk.parameter.isEmpty() ? "" : "=…"));
        Columns.wrapped(out, "  ", quirk.symptom);
        if (!quirk.parameter.isEmpty()) Columns.wrapped(out, "  parameter  ", quirk.parameter);
        if (!quirk.clause.isEmpty()) Columns.wrapped(out, "  clause     ", quirk.clause);
        Columns.wrapped(out, "  source     ", quirk.source);
    }
}
