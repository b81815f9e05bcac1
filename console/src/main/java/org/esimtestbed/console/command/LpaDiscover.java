package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovered.Outcome;
import org.esimtestbed.lpa.discovery.Discovery;
import org.esimtestbed.lpa.discovery.PollSchedule;
import org.esimtestbed.lpa.discovery.PollSchedule.Rhythm;
import org.esimtestbed.lpa.discovery.Polling;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `testbed lpa discover`.
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        description = "Asks the card's Root SM-DS what waits for the card, and downloads it.",
        footer = {
            "",
            "Each event is handled once. What fails is tried again after a minute, then after twice as long each time.",
            "",
            "Examples:",
            "  testbed lpa discover --yes",
            "  testbed lpa discover --now         also what failed a moment ago",
            "  testbed lpa discover --watch --every 60 --yes",
            "  testbed lpa discover --lpa-quirk address-as-url",
            "",
            "Exit codes: 1 a peer refused, 3 no SM-DS or no SM-DP+."
        })
final class LpaDiscover extends LpaOperation {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    @Option(names = "--now", description = "try also events that failed a moment ago")
    private boolean now;

    @Option(names = "--watch", description = "go on asking until Ctrl-C, at an interval with jitter")
    private boolean watch;

    @Option(names = "--every", paramLabel = "SECONDS", description = "the interval of --watch (default: 3600)")
    private Optional<Integer> every = Optional.empty();

    @Mixin
    private EndUserOption endUser = new EndUserOption();

    @Mixin
    private LpaQuirkOption lpa = new LpaQuirkOption();

    @Override
    LpaQuirks quirks() {
        return lpa.read();
    }

    /// An event as a row.
    record Row(String eventId, String server, String outcome, String detail) {
        private static final int LONGEST_SHOWN = 260;

        static Row of(Discovered it) {
            var event = it.event();
            return new Row(
                    visible(event.eventId()),
                    visible(event.rspServerAddress()),
                    it.outcome().word(),
                    it.outcome().detail());
        }

        // what an SM-DS says is not to move the cursor of a terminal
        private static String visible(String text) {
            var ascii = text.replaceAll("[^!-~]", "?");
            return ascii.length() > LONGEST_SHOWN ? ascii.substring(0, LONGEST_SHOWN) + "…" : ascii;
        }
    }

    @Override
    int work() {
        if (every.isPresent() && !watch) throw new IllegalArgumentException("--every goes with --watch");
        if (!watch) return super.work();
        var rhythm =
                every.map(seconds -> Rhythm.every(Duration.ofSeconds(seconds))).orElse(Rhythm.STANDARD);
        try (var stop = new StopSignal()) {
            watch(rhythm, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.DONE;
    }

    @Override
    int perform(Device device, PrintWriter out) {
        return report(device, poll(device, out), out);
    }

    private void watch(Rhythm rhythm, StopSignal stop) throws InterruptedException {
        var clock = InstantSource.system();
        var schedule = new PollSchedule(rhythm, clock, Crypto.standard().random());
        var watcher = new Polling.Watcher() {
            @Override
            public void polled(Discovery.Poll poll) {
                out().flush();
            }

            @Override
            public void missed(RuntimeException why, Instant next) {
                err().println("The SM-DS is asked again at " + next + ": " + why.getMessage());
            }
        };
        new Polling(schedule, this::pollOnce, due -> !stop.await(Duration.between(clock.instant(), due)), watcher)
                .run();
    }

    // Between two polls the device is free: other commands work on it while this one watches.
    private Discovery.Poll pollOnce() {
        return onDevice(AS_LONG_AS_IT_TAKES, device -> {
            var poll = poll(device, out());
            try {
                report(device, poll, out());
            } catch (StatusWordRefused
                    | Es10Refused
                    | CardGone
                    | MalformedTlv undelivered) { // the poll is none the worse
                err().println("No notification was delivered: " + undelivered.getMessage());
            }
            return poll;
        });
    }

    private Discovery.Poll poll(Device device, PrintWriter out) {
        try (var screen = new Screen(out, Screen.atTerminal() && !json.wanted)) {
            var shown = json.wanted ? Optional.<Screen>empty() : Optional.of(screen);
            var prompt = json.wanted ? new Prompt.Nobody() : Prompt.terminal();
            return device.discover(new Person(endUser, prompt, shown), now);
        }
    }

    /// @return the exit code
    private int report(Device device, Discovery.Poll poll, PrintWriter out) {
        var rows = poll.events().stream().flatMap(Discovered::all).map(Row::of).toList();
        boolean handled = rows.stream().anyMatch(row -> !row.outcome().equals("handled before"));
        var undelivered = handled ? undelivered(device.deliverNotifications()) : List.<Notifications.Delivery>of();
        if (json.wanted) {
            var kept = undelivered.stream().map(this::row).toList();
            json.print(out, Map.of("smds", poll.root(), "events", rows, "undelivered", kept));
        } else {
            if (rows.isEmpty()) out.println("Nothing waits at " + poll.root() + ".");
            if (poll.root().isEmpty()) out.println("No SM-DS was asked: the package of a download before waits still.");
            rows.forEach(row -> out.println("%-14s %s at %s %s"
                    .formatted(row.outcome(), row.eventId(), row.server(), row.detail())
                    .strip()));
            tellUndelivered(out, undelivered);
            printFaces(undelivered);
        }
        return exit(poll.events());
    }

    private static int exit(List<Discovered> events) {
        int worst = ExitCodes.DONE;
        for (var event : events) {
            int code = switch (event.outcome()) {
                case Outcome.Failed(var _, var _, var cause) ->
                    cause.filter(ServerUnreachable.class::isInstance).isPresent()
                            ? ExitCodes.INFRASTRUCTURE
                            : ExitCodes.REFUSED;
                case Outcome.SentOn(var there) -> exit(there);
                case Outcome.Installed _, Outcome.Declined _, Outcome.HandledBefore _, Outcome.Waiting _ ->
                    ExitCodes.DONE;
            };
            worst = Math.max(worst, code);
        }
        return worst;
    }
}
