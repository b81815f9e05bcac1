package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.rsp.crypto.Crypto;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed demo`: the main job, whole.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Carries a Profile from the operator's order to a SIM that is attached.",
        footer = {
            "",
            "Examples:",
            "  testbed demo",
            "  testbed demo --profile TS48.der     a foreign profile package",
            "  testbed demo --quirk long-lengths=3 a card that misbehaves",
            "  testbed demo --server-quirk bad-mac=elements",
            "  testbed demo --lpa-quirk matching-id=lower-case",
            "  testbed demo --alternative-sm-ds    the device finds the Profile by Root and Alternative SM-DS",
            "  testbed demo --json > result.json"
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "order from this profile package (DER) instead of the generic type")
    private Optional<Path> profile = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run/demo",
            description = "folder for keys, databases and the report; emptied first (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/demo");

    @Option(names = "--seed", paramLabel = "N", description = "take all keys and numbers from this seed")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--alternative-sm-ds",
            description =
                    "the device gets no Activation Code: an event at an Alternative SM-DS leads it to the Profile")
    private boolean alternative;

    @Mixin
    private PersonalityOption card = new PersonalityOption();

    @Mixin
    private ServerQuirkOption server = new ServerQuirkOption();

    @Mixin
    private LpaQuirkOption lpa = new LpaQuirkOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var chosen = profile.map(ChosenProfile::fromFile).orElseGet(ChosenProfile::generic);
        var personality = card.read();
        var serverQuirks = server.read();
        var lpaQuirks = lpa.read();
        var crypto = seed.map(Crypto::seeded).orElseGet(Crypto::standard);
        var out = spec.commandLine().getOut();
        try (var screen =
                new Screen(json.wanted ? spec.commandLine().getErr() : out, Screen.atTerminal() && !json.wanted)) {
            var outcome =
                    new Demo(screen, crypto, chosen, personality, serverQuirks, lpaQuirks, alternative, folder).run();
            if (json.wanted) json.print(out, outcome);
        }
        return ExitCodes.DONE;
    }
}
