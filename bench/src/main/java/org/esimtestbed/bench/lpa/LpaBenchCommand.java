package org.esimtestbed.bench.lpa;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esimtestbed.console.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed bench lpa`.
@Command(
        name = "lpa",
        mixinStandardHelpOptions = true,
        description = "Measures what the LPA adds to a download beside the time of servers and card.",
        footer = {"", "Examples:", "  testbed bench lpa", "  testbed bench lpa --downloads 200 --warm-up 50"})
public final class LpaBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--downloads",
            paramLabel = "N",
            defaultValue = "500",
            description = "counted downloads, one after another (default: ${DEFAULT-VALUE})")
    private int downloads;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "200",
            description = "downloads before that are not counted (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run/bench-lpa",
            description = "folder for keys and databases; emptied first (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/bench-lpa");

    @Override
    public Integer call() {
        if (downloads < 1 || warmUp < 0)
            throw new IllegalArgumentException("--downloads and --warm-up count downloads");
        try (var bench = new LpaBench(folder)) {
            bench.run(warmUp);
            var shares = bench.run(downloads);
            line(
                    "downloads        %d, one after another, from the Activation Code to the acknowledged result",
                    downloads);
            line("whole            %s", milliseconds(shares.whole()));
            line("servers          %s   in %d requests of ES9+", milliseconds(shares.servers()), shares.requests());
            line("card             %s   in %d APDUs", milliseconds(shares.card()), shares.apdus());
            line(
                    "LPA              %s   the rest: %.1f %% of servers and card together",
                    milliseconds(shares.lpa()),
                    100.0
                            * shares.lpa().p50()
                            / (shares.servers().p50() + shares.card().p50()));
        }
        return ExitCodes.DONE;
    }

    private static String milliseconds(LpaBench.Times times) {
        return String.format(Locale.ROOT, "p50 %7.2f ms   p95 %7.2f ms", times.p50() / 1e6, times.p95() / 1e6);
    }

    private void line(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
