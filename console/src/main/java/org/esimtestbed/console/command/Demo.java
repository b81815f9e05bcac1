package org.esimtestbed.console.command;

import static org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import static org.esimtestbed.rsp.data.ProfileInstallationResult.Success;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.console.screen.QrText;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.reports.Fact;
import org.esimtestbed.reports.HtmlReport;
import org.esimtestbed.reports.Run;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.smdpplus.quirk.Assignment;

/// The main job: order, activation code, download, notification, enable, attach. Read [#run] for the whole of it.
final class Demo {
    private static final String EID_PREFIX = "89049032";
    private static final Duration OPERATOR_TOLD = Duration.ofSeconds(10);

    private final Screen screen;
    private final Crypto crypto;
    private final ChosenProfile profile;
    private final Personality personality;
    private final List<Assignment> serverQuirks;
    private final LpaQuirks lpaQuirks;
    private final boolean alternative;
    private final Path folder;
    private final List<TraceEvent> trace = new ArrayList<>();
    private final InstantSource clock = InstantSource.system();

    Demo(
            Screen screen,
            Crypto crypto,
            ChosenProfile profile,
            Personality personality,
            List<Assignment> serverQuirks,
            LpaQuirks lpaQuirks,
            boolean alternative,
            Path folder) {
        this.screen = screen;
        this.crypto = crypto;
        this.profile = profile;
        this.personality = personality;
        this.serverQuirks = serverQuirks;
        this.lpaQuirks = lpaQuirks;
        this.alternative = alternative;
        this.folder = folder;
    }

    /// What is true at the end.
    record Outcome(
            String eid,
            String iccid,
            String imsi,
            String profileState,
            String orderState,
            boolean attached,
            String network,
            boolean resynchronised,
            long milliseconds,
            String report) {}

    Outcome run() {
        var startedAt = clock.instant();
        long start = System.nanoTime();
        try (var runFolder = RunFolder.lock(folder)) {
            runFolder.empty();
            screen.heading("1  A fresh test PKI and all roles");
            try (var ecosystem = start();
                    var operator = new OperatorApi(ecosystem.operatorUri())) {
                var eid = Eid.withCheckDigits(EID_PREFIX + "%022d".formatted(1));
                try (var device = ecosystem.device(new InProcess(ecosystem.card(eid)), lpaQuirks, ecosystem.tracer())) {
                    return play(ecosystem, operator, device, eid, startedAt, start);
                } catch (RuntimeException e) {
                    var facts = List.of(
                            new Fact("Ended", String.valueOf(e.getMessage())),
                            new Fact("Card", personality.summary()),
                            new Fact("SM-DP+", ServerQuirkOption.summary(serverQuirks)),
                            new Fact("LPA", lpaQuirks.summary()));
                    var report = report("From order to where it ended", startedAt, start, facts);
                    screen.endProgress();
                    screen.fact("Report", report.toString());
                    throw e;
                }
            }
        }
    }

    private Outcome play(
            Ecosystem ecosystem, OperatorApi operator, Device device, Eid eid, Instant startedAt, long start) {
        screen.fact("SM-DP+", ecosystem.smdpAddress() + ", " + ServerQuirkOption.summary(serverQuirks));
        screen.fact("LPA", lpaQuirks.summary());
        screen.fact("eUICC", eid.digits() + ", " + personality.summary());

        screen.heading("2  The operator orders a Profile");
        var order = alternative
                ? new DemoDiscovery(screen, ecosystem).order(operator, profile, eid)
                : operator.order(profile.type().name(), Optional.empty(), Optional.empty(), profile.testKey());
        var result = alternative
                ? new DemoDiscovery(screen, ecosystem).download(device, eid)
                : downloadByCode(device, order);
        screen.endProgress();
        var installed = switch (result.data().value().finalResult()) {
            case Success success -> success;
            case Failure failure ->
                throw new DownloadStopped(
                        CancelSessionReason.UNDEFINED_REASON,
                        "the eUICC could not install the Profile: "
                                + failure.reason().title() + "("
                                + failure.reason().number() + ")");
        };
        screen.fact("ISD-P", installed.isdpAid().toString());

        screen.heading("5  The operator hears of it");
        deliver(device);
        var progress = awaitInstalled(operator, order.iccid());

        screen.heading("6  Enable, REFRESH, attach");
        var enabled = device.enable(new ProfileIdentifier.ByIccid(order.iccid()), true);
        if (enabled != EnableProfile.Result.OK) throw refused("EnableProfile", enabled);
        requireAttached(device.serviceState());
        deliver(device);

        screen.heading("7  The operator's AuC lost its sequence number: resynchronise");
        operator.forgetSequenceNumber(order.imsi());
        var attached = requireAttached(device.switchOn());

        return finish(device, eid, order, progress, attached, startedAt, start);
    }

    private ProfileInstallationResult downloadByCode(Device device, OperatorApi.Order order) {
        screen.heading("3  The Activation Code");
        var code = scan(new QrText(
                ActivationCode.parse(order.activationCode().orElseThrow()).qrText()));

        screen.heading("4  The device downloads and installs it");
        return device.download(WayIn.by(code), new DemoEndUser(screen));
    }

    private Ecosystem start() {
        long before = System.nanoTime();
        var roles = EnumSet.copyOf(Role.USUAL);
        if (alternative) roles.add(Role.ALTERNATIVE_SM_DS);
        var settings = new EcosystemSettings(
                folder, Ports.anyFree(), List.of(profile), personality, crypto, clock, this::record);
        var ecosystem = Ecosystem.start(settings, roles);
        ecosystem.misbehaves(serverQuirks);
        screen.step(
                "",
                alternative ? "CI, EUM, SM-DP+, two SM-DSs, operator" : "CI, EUM, SM-DP+, SM-DS, operator",
                "started",
                Duration.ofNanos(System.nanoTime() - before),
                true);
        return ecosystem;
    }

    private void record(TraceEvent event) {
        synchronized (trace) {
            trace.add(event);
        }
        screen.show(event);
    }

    private ActivationCode scan(QrText qr) {
        screen.line(screen.isTerminal() ? qr.draw() : qr.drawPlain());
        var scanned = qr.scan();
        screen.fact("scanned", scanned);
        return ActivationCode.parse(scanned);
    }

    private void deliver(Device device) {
        for (Notifications.Delivery delivery : device.deliverNotifications()) {
            if (delivery.failure().isPresent()) {
                throw new IllegalStateException(
                        "notification " + delivery.notification().seqNumber() + " was not delivered: "
                                + delivery.failure().get());
            }
        }
    }

    /// The SM-DP+ tells the operator in its own time.
    private String awaitInstalled(OperatorApi operator, Iccid iccid) {
        long deadline = System.nanoTime() + OPERATOR_TOLD.toNanos();
        while (true) {
            var progress = operator.find(iccid).progress();
            if (progress.equals("installed")) return progress;
            if (System.nanoTime() > deadline) {
                throw new OtherEnding("the operator was not told in time; it knows the Profile as " + progress);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static ServiceState.Attached requireAttached(ServiceState state) {
        return switch (state) {
            case ServiceState.Attached attached -> attached;
            case ServiceState.NoService _, ServiceState.PinRequired _, ServiceState.PukRequired _ ->
                throw new OtherEnding("the device is not attached: " + state.summary());
        };
    }

    private static DownloadStopped refused(String function, Enum<?> result) {
        return new DownloadStopped(
                CancelSessionReason.UNDEFINED_REASON, "the eUICC refuses " + function + ": " + result);
    }

    private Outcome finish(
            Device device,
            Eid eid,
            OperatorApi.Order order,
            String progress,
            ServiceState.Attached attached,
            Instant startedAt,
            long start) {
        var state = device.profiles().stream()
                .filter(it -> it.iccid().filter(order.iccid()::equals).isPresent())
                .findFirst()
                .flatMap(it -> it.state())
                .orElse(ProfileState.DISABLED);
        var took = Duration.ofNanos(System.nanoTime() - start);
        var facts = List.of(
                new Fact("Profile", order.iccid() + ", " + state.name().toLowerCase(Locale.ROOT)),
                new Fact("IMSI", attached.sim().imsi().digits()),
                new Fact(
                        "Device",
                        "attached to " + attached.plmn() + (attached.resynchronised() ? ", resynchronised" : "")),
                new Fact("Order", progress),
                new Fact("Card", personality.summary()),
                new Fact("SM-DP+", ServerQuirkOption.summary(serverQuirks)),
                new Fact("LPA", lpaQuirks.summary()));
        var report = report("From order to attached SIM", startedAt, start, facts);
        screen.heading("What is now true");
        facts.forEach(fact -> screen.fact(fact.label(), fact.value()));
        screen.fact("Took", "%.1f s".formatted(took.toMillis() / 1000.0));
        screen.fact("Report", report.toString());
        return new Outcome(
                eid.digits(),
                order.iccid().digits(),
                attached.sim().imsi().digits(),
                state.name().toLowerCase(Locale.ROOT),
                progress,
                true,
                attached.plmn(),
                attached.resynchronised(),
                took.toMillis(),
                report.toString());
    }

    private Path report(String title, Instant startedAt, long start, List<Fact> facts) {
        var report = folder.resolve("report.html");
        List<TraceEvent> events;
        synchronized (trace) {
            events = List.copyOf(trace);
        }
        HtmlReport.write(report, new Run(title, startedAt, Duration.ofNanos(System.nanoTime() - start), facts, events));
        return report;
    }
}
