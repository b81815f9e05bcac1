package org.esimtestbed.bench.smdp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/// `testbed bench smdp`: figures of the SM-DP+ alone on this machine.
@Command(
        name = "smdp",
        mixinStandardHelpOptions = true,
        description =
                "Measures the SM-DP+ alone: sessions a second over TLS that is kept, server and load on a core each.",
        footer = {
            "",
            "Examples:",
            "  testbed bench smdp",
            "  testbed bench smdp --database postgresql --stored 10",
            "  testbed bench smdp --sessions 20000 --json"
        })
public final class SmdpBenchCommand implements Callable<Integer> {
    private static final int ROUND = 4000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "8000",
            description = "counted sessions for each figure (default: ${DEFAULT-VALUE})")
    private int sessions;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "80000",
            description = "sessions before that are not counted, at most: they end once the JVM has compiled what it"
                    + " wants to (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "8",
            description = "at the same time (default: ${DEFAULT-VALUE})")
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
            description = "old orders in the database, ascending (default: ${DEFAULT-VALUE})")
    private List<Integer> stored = List.of();

    @Option(
            names = "--server-option",
            paramLabel = "OPTION",
            description = "for the JVM of the server, such as a recording of where its time goes")
    private List<String> serverOptions = List.of();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run/bench-smdp",
            description = "folder for keys and database; emptied first (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/bench-smdp");

    @Option(names = "--json", description = "print JSON for programs")
    private boolean json;

    /// @param sessionsPerSecond  until the last device is served and the last callback told
    /// @param database           h2, postgresql or a URL
    /// @param storedOrders       beside those that were downloaded
    /// @param serverMilliseconds what the server computed for one session, however busy the machine was
    /// @param rowsPerSession     inserted, updated and deleted
    /// @param serverMebibytes    resident at most
    record Figures(
            String database,
            int storedOrders,
            double sessionsPerSecond,
            Map<String, Times> milliseconds,
            double serverMilliseconds,
            double rowsPerSession,
            long serverMebibytes) {}

    /// @param pinned         whether server and load had a core each
    /// @param floorPerSecond sessions a second if the server did nothing but their elliptic curves
    record Report(
            int processors, String java, String crypto, boolean pinned, double floorPerSecond, List<Figures> figures) {}

    @Override
    public Integer call() throws Exception {
        if (sessions < 1 || warmUp < 0 || devices < 1) {
            throw new IllegalArgumentException("--sessions, --warm-up and --devices count something");
        }
        final double floor;
        try (var child = Child.start(ServerFloor.class, List.of())) {
            floor = Double.parseDouble(child.answer());
        }
        var figures = new ArrayList<Figures>();
        var report = new Report(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                Crypto.standard().describe(),
                Child.canPin(),
                floor,
                figures);
        if (!json) head(report);
        for (var database : databases) {
            BenchDatabase.with(database, folder, url -> measure(database, url, floor, figures));
        }
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        return ExitCodes.DONE;
    }

    private void measure(String name, String url, double floor, List<Figures> figures) throws IOException {
        try (var lock = RunFolder.lock(folder)) {
            lock.empty();
            ServerProcess.pki(folder).init(Curve.NIST_P256);
            try (var load = Child.start(LoadProcess.class, List.of(), folder.toString(), Integer.toString(devices))) {
                var operator = load.answer();
                try (var server = Child.start(ServerProcess.class, serverOptions, folder.toString(), url, operator)) {
                    load.ask(server.answer());
                    int next = warmUp(server, load);
                    server.pin(0);
                    load.pin(1);
                    for (int orders : stored) {
                        server.ask("fill " + orders);
                        server.ask("order " + next + " " + sessions);
                        long computed = Long.parseLong(server.ask("cpu"));
                        long start = System.nanoTime();
                        var result =
                                RspJson.mapper().readValue(load.ask(next + " " + sessions), LoadProcess.Result.class);
                        server.ask("told");
                        double seconds = (System.nanoTime() - start) / 1e9;
                        next += sessions;
                        var one = new Figures(
                                name,
                                orders,
                                sessions / seconds,
                                result.times(),
                                (Long.parseLong(server.ask("cpu")) - computed) / 1e6 / sessions,
                                rows(server, load, next),
                                Long.parseLong(server.ask("memory")));
                        next += devices;
                        figures.add(one);
                        if (!json) print(one, floor);
                    }
                }
            }
        }
    }

    private int warmUp(Child server, Child load) throws IOException {
        return WarmUp.run(server, warmUp, ROUND, done -> {
            server.ask("order " + done + " " + ROUND);
            long start = System.nanoTime();
            load.ask(done + " " + ROUND);
            server.ask("told");
            return (System.nanoTime() - start) / 1e6;
        });
    }

    // Counted apart, because counting costs.
    private double rows(Child server, Child load, int next) {
        server.ask("order " + next + " " + devices);
        long before = Long.parseLong(server.ask("rows"));
        load.ask(next + " " + devices);
        server.ask("told");
        return (Long.parseLong(server.ask("rows")) - before) / (double) devices;
    }

    private void head(Report report) {
        line("machine          %d processors, Java %s", report.processors(), report.java());
        line("crypto           %s", report.crypto());
        line(
                "crypto floor     %.0f sessions a second on one core, of their elliptic curves alone",
                report.floorPerSecond());
        line(
                "cores            %s",
                report.pinned()
                        ? "server on one, load on another"
                        : "not pinned: taskset is missing, or a second core");
    }

    private void print(Figures figures, double floor) {
        line(
                "%-12s %,9d orders stored: %.0f sessions a second, %.1f times the floor",
                figures.database(),
                figures.storedOrders(),
                figures.sessionsPerSecond(),
                floor / figures.sessionsPerSecond());
        figures.milliseconds()
                .forEach((function, it) -> line(
                        "  %-24s p50 %6.2f ms   p95 %6.2f ms   p99 %6.2f ms", function, it.p50(), it.p95(), it.p99()));
        line(
                "  %.2f ms of the server's core and %.1f rows written a session, %d MiB resident",
                figures.serverMilliseconds(), figures.rowsPerSession(), figures.serverMebibytes());
    }

    private void line(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
