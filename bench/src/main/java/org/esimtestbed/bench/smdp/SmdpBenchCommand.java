package org.esimtestbed.bench.smdp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.console.command.ExitCodes;
import org.esimtestbed.rsp.crypto.Crypto;
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
            defaultValue = "64",
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

    /// @param pinned whether server and load had a core each
    record Report(int processors, String java, String crypto, boolean pinned, List<SmdpBench.Figures> figures) {}

    @Override
    public Integer call() throws Exception {
        if (sessions < 1 || warmUp < 0 || devices < 1) {
            throw new IllegalArgumentException("--sessions, --warm-up and --devices count something");
        }
        var figures = new ArrayList<SmdpBench.Figures>();
        var report = new Report(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                Crypto.standard().describe(),
                Child.canPin(),
                figures);
        if (!json) head(report);
        var bench = new SmdpBench(folder, sessions, warmUp, devices, stored, serverOptions);
        for (var database : databases) {
            bench.measure(database, it -> {
                figures.add(it);
                if (!json) print(it);
            });
        }
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        return ExitCodes.DONE;
    }

    private void head(Report report) {
        line("machine          %d processors, Java %s", report.processors(), report.java());
        line("crypto           %s", report.crypto());
        line(
                "cores            %s",
                report.pinned()
                        ? "server on one, load on another"
                        : "not pinned: taskset is missing, or a second core");
    }

    private void print(SmdpBench.Figures figures) {
        line(
                "%-12s %,9d orders stored, %s: %.0f sessions a second",
                figures.database(),
                figures.storedOrders(),
                figures.callbacks() ? "with callbacks" : "no callbacks",
                figures.sessionsPerSecond());
        line(
                "  1 : %.1f to the %.0f a second that their elliptic curves alone allow",
                figures.floorPerSecond() / figures.sessionsPerSecond(), figures.floorPerSecond());
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
