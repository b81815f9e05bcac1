package org.esimtestbed.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.esimtestbed.bench.card.CardBenchCommand;
import org.esimtestbed.bench.discovery.DiscoveryBenchCommand;
import org.esimtestbed.bench.lpa.LpaBenchCommand;
import org.esimtestbed.bench.smdp.SmdpBenchCommand;
import org.esimtestbed.console.command.ExitCodes;
import org.esimtestbed.console.command.TestbedCommand;
import org.esimtestbed.rsp.crypto.Crypto;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed bench`: figures of this machine, never a test.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            CardBenchCommand.class,
            SmdpBenchCommand.class,
            DiscoveryBenchCommand.class,
            LpaBenchCommand.class
        },
        description = "Measures complete downloads on this machine, all roles in one JVM over loopback TLS.",
        footer = {
            "",
            "Examples:",
            "  testbed bench",
            "  testbed bench --downloads 2000 --warm-up 500",
            "  testbed bench card",
            "  testbed bench smdp",
            "  testbed bench discovery",
            "  testbed bench lpa"
        })
public final class BenchCommand implements TestbedCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--downloads",
            paramLabel = "N",
            defaultValue = "1000",
            description = "counted downloads for each number of devices (default: ${DEFAULT-VALUE})")
    private int downloads;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "400",
            description = "downloads before that are not counted (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run/bench",
            description = "folder for keys and databases; emptied first (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/bench");

    @Override
    public Integer call() throws Exception {
        if (downloads < 1 || warmUp < 0)
            throw new IllegalArgumentException("--downloads and --warm-up count downloads");
        line("machine          %d processors, Java %s", Runtime.getRuntime().availableProcessors(), Runtime.version());
        line("crypto           %s", Crypto.standard().describe());
        line(
                "crypto floor     %.3f ms: the elliptic-curve operations of one download, one after another",
                CryptoFloor.measure(Crypto.standard()).toNanos() / 1e6);
        try (var load = new DownloadLoad(folder)) {
            line("start            %.2f s from nothing to servers that answer", seconds(load.startUp()));
            line("first download   %.2f s from start to attached", seconds(load.firstAttach()));
            load.run(8, warmUp);
            for (int devices : new int[] {1, 8}) {
                var result = load.run(devices, downloads);
                line(
                        "%d device%s         %.1f complete downloads a second (%d in %.1f s)",
                        devices, devices == 1 ? " " : "s", result.perSecond(), downloads, seconds(result.took()));
                result.percentiles()
                        .forEach((function, times) -> line(
                                "  %-24s p50 %6.2f ms   p95 %6.2f ms", function, times.p50() / 1e6, times.p95() / 1e6));
            }
        }
        line("peak memory      %s", PeakMemory.describe());
        return ExitCodes.DONE;
    }

    private void line(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
