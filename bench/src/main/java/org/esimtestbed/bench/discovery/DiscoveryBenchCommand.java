package org.esimtestbed.bench.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esimtestbed.bench.load.BenchDatabase;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.bench.load.Times;
import org.esimtestbed.bench.load.WarmUp;
import org.esimtestbed.console.command.ExitCodes;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.json.RspJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed bench discovery`: figures of the SM-DS alone on this machine.
@Command(
        name = "discovery",
        mixinStandardHelpOptions = true,
        description = "Measures the SM-DS alone: events registered and polls answered a second, devices in one JVM,"
                + " server and load on a core each.",
        footer = {
            "",
            "Examples:",
            "  testbed bench discovery",
            "  testbed bench discovery --database h2 --stored 10 --devices 8",
            "  testbed bench discovery --json"
        })
public final class DiscoveryBenchCommand implements Callable<Integer> {
    private static final int ROUND = 4000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "8000",
            description = "counted polls, and registrations, for each figure (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "40000",
            description = "of each before that, not counted, at most: they end once the JVM has compiled what it wants"
                    + " to (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "1000",
            description = "that poll at the same time (default: ${DEFAULT-VALUE})")
    private int devices;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "h2,postgresql",
            description = "h2, postgresql or a JDBC URL (default: ${DEFAULT-VALUE})")
    private List<String> databases = List.of();

    @Option(
            names = "--stored",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,10000,1000000",
            description = "events in the database, ascending (default: ${DEFAULT-VALUE})")
    private List<Integer> stored = List.of();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run/bench-discovery",
            description = "folder for keys and database; emptied first (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/bench-discovery");

    @Option(names = "--json", description = "print JSON for programs")
    private boolean json;

    /// @param storedEvents     beside those that were registered
    /// @param pollMilliseconds of one poll: two requests
    /// @param serverMebibytes  resident at most
    record Figures(
            String database,
            int storedEvents,
            double registeredPerSecond,
            Times registerMilliseconds,
            double polledPerSecond,
            Times pollMilliseconds,
            long serverMebibytes) {}

    /// @param pinned whether server and load had a core each
    record Report(int processors, String java, String crypto, boolean pinned, int devices, List<Figures> figures) {}

    @Override
    public Integer call() throws Exception {
        if (count < 1 || warmUp < 0 || devices < 1) {
            throw new IllegalArgumentException("--count, --warm-up and --devices count something");
        }
        var figures = new ArrayList<Figures>();
        var report = new Report(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                Crypto.standard().describe(),
                Child.canPin(),
                devices,
                figures);
        if (!json) head(report);
        for (var database : databases) BenchDatabase.with(database, folder, url -> measure(database, url, figures));
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        return ExitCodes.DONE;
    }

    private void measure(String name, String url, List<Figures> figures) throws IOException {
        try (var lock = RunFolder.lock(folder)) {
            lock.empty();
            SmdsProcess.pki(folder).init(Curve.NIST_P256);
            try (var server = Child.start(SmdsProcess.class, List.of(), folder.toString(), url);
                    var load =
                            Child.start(PollProcess.class, List.of(), folder.toString(), Integer.toString(devices))) {
                load.ask(server.answer());
                for (int i = 0; i < PollProcess.EUICCS; i++) server.ask("give " + PollProcess.eid(i));
                WarmUp.run(server, warmUp, ROUND, _ -> {
                    long start = System.nanoTime();
                    run(load, "register", ROUND);
                    run(load, "poll", ROUND);
                    return (System.nanoTime() - start) / 1e6;
                });
                server.pin(0);
                load.pin(1);
                for (int events : stored) {
                    server.ask("fill " + events);
                    var registered = run(load, "register", count);
                    var polled = run(load, "poll", count);
                    var one = new Figures(
                            name,
                            events,
                            count / registered.seconds(),
                            registered.milliseconds(),
                            count / polled.seconds(),
                            polled.milliseconds(),
                            Long.parseLong(server.ask("memory")));
                    figures.add(one);
                    if (!json) print(one);
                }
            }
        }
    }

    private static PollProcess.Result run(Child load, String what, int count) {
        return RspJson.mapper().readValue(load.ask(what + " " + count), PollProcess.Result.class);
    }

    private void head(Report report) {
        line("machine          %d processors, Java %s", report.processors(), report.java());
        line("crypto           %s", report.crypto());
        line(
                "cores            %s",
                report.pinned()
                        ? "server on one, load on another"
                        : "not pinned: taskset is missing, or a second core");
        line("devices          %d poll at the same time, in one JVM", report.devices());
    }

    private void print(Figures figures) {
        line(
                "%-12s %,9d events stored: %.0f registered a second, %.0f polled a second, %d MiB resident",
                figures.database(),
                figures.storedEvents(),
                figures.registeredPerSecond(),
                figures.polledPerSecond(),
                figures.serverMebibytes());
        times("RegisterEvent", figures.registerMilliseconds());
        times("one poll", figures.pollMilliseconds());
    }

    private void times(String what, Times it) {
        line("  %-24s p50 %6.2f ms   p95 %6.2f ms   p99 %6.2f ms", what, it.p50(), it.p95(), it.p99());
    }

    private void line(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
