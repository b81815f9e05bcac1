package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.console.ecosystem.DeviceFolder;
import org.esimtestbed.console.ecosystem.DeviceSetup;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.baseband.DualSim.Slot;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.explain.Finding;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// One operation of the device on the card of the running ecosystem.
abstract class LpaOperation implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Longer than a poll of the SM-DS takes.
    static final Duration A_MOMENT = Duration.ofSeconds(2);

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    private CardOption card = new CardOption();

    @Mixin
    private IsdrAidOption isdr = new IsdrAidOption();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(
            names = "--segment-size",
            paramLabel = "N",
            defaultValue = "255",
            description = "octets of one STORE DATA block, 1 to 255 (default: ${DEFAULT-VALUE})")
    private int segmentSize = Isdr.MAX_BLOCK;

    private DeviceSetup setup = DeviceSetup.DELIVERED;

    /// @return the exit code
    abstract int perform(Device device, PrintWriter out);

    /// What the LPA does wrong in this operation.
    LpaQuirks quirks() {
        return LpaQuirks.NONE;
    }

    @Override
    public final Integer call() {
        try {
            return work();
        } catch (RuntimeException failed) { // its message and the exit code are the same for all commands: ExitCodes
            StepFailure.of(failed).map(this::faces).ifPresent(this::show);
            throw failed;
        }
    }

    /// The whole command: one operation on one device.
    ///
    /// @return the exit code
    int work() {
        return onDevice(A_MOMENT, device -> perform(device, out()));
    }

    /// Something with the device, which is nobody else's meanwhile.
    ///
    /// @param patience with another LPA
    final <T> T onDevice(Duration patience, Function<Device, T> operation) {
        var endpoints = run.endpoints();
        try (var taken = DeviceFolder.lock(run.folder, "testbed lpa " + spec.name(), patience)) {
            var memory = new MemoryFolder(taken.path());
            setup = DeviceSetup.kept(memory);
            try (var device = device(
                    endpoints,
                    card.open(endpoints),
                    new LpaSettings(segmentSize, isdr.aids(), memory, quirks()),
                    setup.modem(),
                    Tracer.NONE)) {
                setup.apply(
                        device,
                        setup.secondSim().map(it -> CardOption.channel(it).get()));
                return operation.apply(device);
            }
        }
    }

    /// How the device is set.
    final DeviceSetup setup() {
        return setup;
    }

    /// Power-on, unless the device is on because of how it is set.
    final void switchOn(Device device) {
        if (setup.equals(DeviceSetup.DELIVERED)) device.sims().switchOn();
    }

    /// The run folder.
    final Path folder() {
        return run.folder;
    }

    private void show(FiveFaces faces) {
        if (json.wanted) {
            json.print(out(), Map.of("failure", faces.json()));
        } else {
            faces.print(err());
        }
    }

    /// A delivery for programs, with the five faces of what went wrong.
    final NotificationRow row(Notifications.Delivery delivery) {
        return NotificationRow.of(
                delivery.notification(),
                delivery.failure().orElse("delivered"),
                faces(delivery).map(FiveFaces::json));
    }

    /// For people, behind the sentences.
    final void printFaces(List<Notifications.Delivery> deliveries) {
        deliveries.forEach(it -> faces(it).ifPresent(faces -> faces.print(err())));
    }

    private Optional<FiveFaces> faces(Notifications.Delivery delivery) {
        return delivery.cause().flatMap(StepFailure::of).map(this::faces);
    }

    /// Those that are still on the card.
    static List<Notifications.Delivery> undelivered(List<Notifications.Delivery> deliveries) {
        return deliveries.stream().filter(it -> it.failure().isPresent()).toList();
    }

    static void tellUndelivered(PrintWriter out, List<Notifications.Delivery> undelivered) {
        undelivered.forEach(it -> out.println(
                "A notification is still on the card: " + it.failure().orElseThrow()));
    }

    final FiveFaces faces(StepFailure failure) {
        return new FiveFaces(failure, language.chosen());
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// For what is said beside an answer.
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// Where everything is.
    Endpoints endpoints() {
        return run.endpoints();
    }

    /// A device with that card, before the servers and the network of what runs.
    static Device device(
            Endpoints endpoints, CardChannel card, LpaSettings settings, BasebandSettings modem, Tracer tracer) {
        var clock = InstantSource.system();
        var ci = new PkiFolder(Path.of(endpoints.pki()), Crypto.standard()).readCertificate(PkiFolder.CI);
        var chain = new CertificateChain(Crypto.standard(), clock, List.of(ci), RevocationList.EMPTY);
        return new Device(
                card,
                new Es9Plus(chain, UnaryOperator.identity(), Patience.STANDARD, settings.quirks(), tracer, clock),
                new HomeNetwork(URI.create(endpoints.operator())),
                settings,
                modem,
                tracer,
                clock);
    }

    /// Prints a result code of ES10c as people read it.
    int report(PrintWriter out, Enum<?> result, String done) {
        boolean ok = result.name().equals("OK");
        if (json.wanted) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("result", result.name().toLowerCase(Locale.ROOT));
            if (!ok) answer.put("failure", refusal(result).json());
            json.print(out, answer);
        } else {
            out.println(
                    ok
                            ? done
                            : "The eUICC refuses: "
                                    + result.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        }
        if (!ok && !json.wanted) refusal(result).print(err());
        return ok ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    /// What the status bar shows, and what to do where the SIM wants a code.
    final void tell(PrintWriter out, ServiceState state) {
        out.println("The device is " + state.summary() + ".");
        codeWanted(state)
                .flatMap(Finding::explanation)
                .map(it -> LpaExplain.lines(it, language.chosen()))
                .orElse(List.of())
                .forEach(line -> Columns.wrapped(out, "  ", line));
    }

    private FiveFaces refusal(Enum<?> result) {
        return faces(StepFailure.of(Es10Refused.with(result)).orElseThrow());
    }

    /// How the SIMs stand, by slot, and which way the LPA's traffic takes.
    static Map<String, String> service(Device device, DeviceSetup setup) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Service", device.serviceState().summary());
        var sims = device.sims();
        if (sims.has(Slot.SECOND)) {
            facts.put("Second SIM", sims.in(Slot.SECOND).state().summary());
        }
        facts.put("Data", setup.wifi() ? "Wi-Fi" : "cellular, by the SIM in slot " + setup.dataSlot());
        return facts;
    }

    // As the card says it: VERIFY PIN without a code (ETSI TS 102 221 §11.1.9).
    private static Optional<Finding> codeWanted(ServiceState state) {
        return switch (state) {
            case ServiceState.PinRequired(var left) -> Optional.of(statusWord("63C%X".formatted(left)));
            case ServiceState.PukRequired _ -> Optional.of(statusWord("6983"));
            case ServiceState.Attached _, ServiceState.NoService _ -> Optional.empty();
        };
    }

    private static Finding statusWord(String word) {
        return new Finding("sw " + word, word);
    }
}
