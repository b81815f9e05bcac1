package org.esimtestbed.console.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.DeviceFolder;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.console.ecosystem.LpaEndpoints;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.RecordedCard;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.lpadaemon.web.RunningLpaDaemon;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed lpa serve`: the device as a daemon, until Ctrl-C.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves REST and server-sent events until Ctrl-C: what testbed lpa does, on one card or many.",
            "lpa.json in the folder lpa-daemon of the run folder says where. docs/lpa-daemon.md has more."
        },
        footer = {
            "",
            "Examples:",
            "  testbed lpa serve",
            "  testbed lpa serve --card one=127.0.0.1:9100 --card two=pcsc:Reader",
            "  testbed lpa serve --card own=sim:89049032000000000000000000000163",
            "  testbed lpa serve --card own=127.0.0.1:9100 --isdr-aid own=A0000005591010FFFFFFFF8900050500",
            "  testbed lpa serve --host 0.0.0.0          others need the token in lpa.json",
            "",
            "Exit codes: 2 wrong usage, 3 port or card are taken or nothing runs."
        })
final class LpaServe implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--card",
            paramLabel = NamedCard.FORM,
            description =
                    "a card and the name it gets: HOST:PORT in vpcd framing, pcsc:READER, replay:FILE, or sim:EID "
                            + "of a card that is run here. Repeat it for more (default: what runs, as default)")
    private List<String> cards = List.of();

    @Option(names = "--port", paramLabel = "N", defaultValue = "8451", description = "to listen at (default: 8451)")
    private int port = 8451;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "shift this port by N")
    private int portOffset;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "to listen at; any but loopback needs the token (default: 127.0.0.1)")
    private String host = "127.0.0.1";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:ESIM_TESTBED_ADMIN_TOKEN}",
            description = "default: $ESIM_TESTBED_ADMIN_TOKEN, else one is made where needed")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how long a job waits for the End User (default: 300)")
    private int patience = 300;

    @Option(
            names = "--segment-size",
            paramLabel = "N",
            defaultValue = "255",
            description = "octets of one STORE DATA block, 1 to 255 (default: ${DEFAULT-VALUE})")
    private int segmentSize = Isdr.MAX_BLOCK;

    @Mixin
    private IsdrAidOption.OfCards isdr = new IsdrAidOption.OfCards();

    @Option(names = "--record", paramLabel = "DIR", description = "write all APDUs of each card to DIR/NAME.jsonl")
    private Optional<Path> recordings = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        var endpoints = run.endpoints();
        var folder = run.folder.resolve("lpa-daemon");
        var named = named(endpoints);
        isdr.requireNamesOf(named);
        var settings = settings(named, endpoints, folder);
        try (var stop = new StopSignal();
                var _ = RunFolder.lock(folder, "another LPA daemon");
                var _ = deviceOfWhatRuns(named, endpoints)) {
            recordings.ifPresent(LpaServe::make);
            Ports.checkFree(host, settings.door().port(), "the LPA daemon");
            try (var daemon = RunningLpaDaemon.start(settings)) {
                var where = new LpaEndpoints(
                        LpaEndpoints.url(host, daemon.port()),
                        settings.door().token(),
                        settings.slots().stream().map(SlotSettings::name).toList());
                where.write(folder);
                announce(where, settings, folder);
                stop.await();
            } finally {
                LpaEndpoints.delete(folder);
            }
        }
        return ExitCodes.DONE;
    }

    private DaemonSettings settings(List<NamedCard> named, Endpoints endpoints, Path folder) {
        if (patience < 1) throw new IllegalArgumentException("--patience is 1 or more seconds, not " + patience);
        var crypto = Crypto.standard();
        return new DaemonSettings(
                new Operation.Admin(host, shifted(), token(crypto)),
                DaemonSettings.LIMITS,
                named.stream().map(it -> slot(it, endpoints, folder)).toList(),
                Duration.ofSeconds(patience),
                DaemonSettings.STOP,
                Optional.of(endpoints.smdpAddress()),
                crypto,
                InstantSource.system());
    }

    private List<NamedCard> named(Endpoints endpoints) {
        if (cards.isEmpty()) return List.of(NamedCard.ofWhatRuns(endpoints));
        var named = cards.stream()
                .map(it -> NamedCard.read(it, run.folder, endpoints))
                .toList();
        NamedCard.requireDistinct(named);
        return named;
    }

    /// Keeps `testbed lpa` from the card of what runs, for as long as the daemon has it.
    private Hold deviceOfWhatRuns(List<NamedCard> named, Endpoints endpoints) {
        var its = NamedCard.ofWhatRuns(endpoints);
        return named.stream().anyMatch(its::isTheSameAs)
                ? DeviceFolder.lock(run.folder, "testbed lpa serve", LpaOperation.A_MOMENT)::close
                : () -> {};
    }

    private interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    private SlotSettings slot(NamedCard card, Endpoints endpoints, Path folder) {
        var settings = new LpaSettings(
                segmentSize, isdr.of(card.name()), new MemoryFolder(folder.resolve(card.name())), LpaQuirks.NONE);
        return new SlotSettings(
                card.name(), card.card(), settings.memory(), tracer -> insert(card, endpoints, settings, tracer));
    }

    private Device insert(NamedCard card, Endpoints endpoints, LpaSettings settings, Tracer tracer) {
        var opened = card.open().get();
        try {
            return LpaOperation.device(
                    endpoints, recorded(card.name(), opened), settings, BasebandSettings.STANDARD, tracer);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private CardChannel recorded(String name, CardChannel card) {
        return recordings
                .<CardChannel>map(folder -> new RecordedCard(card, folder.resolve(name + ".jsonl")))
                .orElse(card);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder + ": " + e, e);
        }
    }

    private Optional<String> token(Crypto crypto) {
        var given = token.filter(it -> !it.isBlank());
        return given.isPresent() || isLoopback()
                ? given
                : Optional.of(crypto.random(16).hex());
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host: no address of this machine: " + host, e);
        }
    }

    private int shifted() {
        int shifted = port == 0 ? 0 : port + portOffset;
        if (shifted < 0 || shifted > 65535) throw new IllegalArgumentException("no port: " + shifted);
        return shifted;
    }

    private void announce(LpaEndpoints where, DaemonSettings settings, Path folder) {
        var out = spec.commandLine().getOut();
        out.println("The LPA is up.");
        out.println("  REST       " + where.url() + "/cards");
        out.println("  page       " + where.url() + "/swagger-ui/index.html");
        if (where.token().isPresent()) out.println("             with the token in lpa.json");
        for (var slot : settings.slots()) out.println("  card       " + slot.name() + ", " + slot.card());
        out.println("  endpoints  " + LpaEndpoints.file(folder));
        out.println("Ctrl-C stops.");
        out.flush();
    }
}
