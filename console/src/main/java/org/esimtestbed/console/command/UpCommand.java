package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.quirk.Assignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed up`: all roles, until Ctrl-C.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Keeps all roles running on loopback until Ctrl-C; PKI, orders and the card stay for the next time.",
        footer = {
            "",
            "Examples:",
            "  testbed up",
            "  testbed up --port-offset 1000     8080 becomes 9080, and so on",
            "  testbed up --profile TS48.der     order from a foreign package",
            "  testbed up --personality removable --quirk maximum-lc=60",
            "  testbed up --server-quirk retry-limit=1",
            "  testbed up --only sm-dp-plus      one role alone, for a foreign LPA and card",
            "  testbed up --alternative-sm-ds    and testbed order --smds localhost:8454"
        })
public final class UpCommand implements Callable<Integer> {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "shift all ports by N")
    private int portOffset;

    @Option(names = "--admin-port", paramLabel = "N", description = "the SM-DP+'s operation (default: 8448, shifted)")
    private Optional<Integer> adminPort = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "offer this profile package (DER) too, as type foreign")
    private Optional<Path> profile = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "folder for keys, databases and endpoints.json (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run");

    @Option(
            names = "--only",
            paramLabel = "ROLE",
            split = ",",
            description = "start only these: ${COMPLETION-CANDIDATES} (default: all but alternative-sm-ds)")
    private Set<Role> only = EnumSet.copyOf(Role.USUAL);

    @Option(names = "--alternative-sm-ds", description = "an Alternative SM-DS as well, beside the Root")
    private boolean alternative;

    @Mixin
    private PersonalityOption card = new PersonalityOption();

    @Mixin
    private ServerQuirkOption server = new ServerQuirkOption();

    @Override
    public Integer call() throws InterruptedException {
        if (alternative) only.add(Role.ALTERNATIVE_SM_DS);
        var profiles = new ArrayList<>(
                List.of(ChosenProfile.generic(), ChosenProfile.provisioning(), ChosenProfile.withPin()));
        profile.map(ChosenProfile::fromFile).ifPresent(profiles::addFirst);
        var standard = Ports.standard(portOffset);
        var ports = adminPort.map(standard::withAdmin).orElse(standard);
        var personality = card.read();
        var serverQuirks = server.read();
        var withServer = personality.with(personality
                .settings()
                .withAddresses(
                        "localhost:" + ports.es9(), personality.settings().rootDsAddress()));
        try (var stop = new StopSignal();
                var _ = RunFolder.lock(folder);
                var ecosystem = Ecosystem.start(
                        new EcosystemSettings(
                                folder,
                                ports,
                                profiles,
                                withServer,
                                Crypto.standard(),
                                InstantSource.system(),
                                Tracer.NONE),
                        only)) {
            ecosystem.misbehaves(serverQuirks);
            int door = only.contains(Role.CARD) ? ecosystem.serve(ecosystem.card(EID)) : ports.card();
            var endpoints = ecosystem.endpoints(door, EID, profiles.getFirst());
            endpoints.write(folder);
            announce(endpoints, personality, serverQuirks);
            stop.await();
        }
        return ExitCodes.DONE;
    }

    private void announce(Endpoints endpoints, Personality personality, List<Assignment> serverQuirks) {
        var out = spec.commandLine().getOut();
        out.println(only.containsAll(Role.USUAL) ? "All roles are up." : "Up: " + only + ".");
        if (only.contains(Role.OPERATOR)) {
            out.println("  operator   " + endpoints.operator() + ", packet gateway " + endpoints.gateway());
        }
        if (only.contains(Role.SM_DP_PLUS)) {
            out.println("  SM-DP+     " + endpoints.es9plus() + " (ES9+), " + endpoints.es2plus() + " (ES2+)");
            if (!serverQuirks.isEmpty()) out.println("  misbehaves " + ServerQuirkOption.summary(serverQuirks));
            endpoints.admin().ifPresent(admin -> out.println("  operation  " + admin + "/swagger-ui/index.html"));
        }
        if (only.contains(Role.SM_DS)) {
            out.println("  SM-DS      " + endpoints.es11() + " (ES11), " + endpoints.es12() + " (ES12)");
            endpoints.smdsAdmin().ifPresent(admin -> out.println("  operation  " + admin + "/swagger-ui/index.html"));
        }
        endpoints.alternativeSmds().ifPresent(it -> {
            out.println("  SM-DS, alt " + it.es11() + " (ES11), " + it.es12() + " (ES12)");
            it.admin().ifPresent(admin -> out.println("  operation  " + admin + "/swagger-ui/index.html"));
        });
        if (only.contains(Role.CARD)) {
            out.println("  card       " + endpoints.card() + " (vpcd framing), EID " + endpoints.eid());
            if (!personality.quirks().isEmpty()) out.println("  misbehaves " + personality.summary());
        }
        out.println("  endpoints  " + folder.resolve("endpoints.json"));
        out.println("In another terminal: ./testbed order, then ./testbed lpa download CODE.");
        out.println("Ctrl-C stops.");
        out.flush();
    }
}
