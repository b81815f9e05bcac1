package org.esimtestbed.bench.card;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.esimtestbed.console.command.ExitCodes;
import org.esimtestbed.rsp.json.RspJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed bench card`: figures of the card alone on this machine.
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description = "Measures the card alone, in process: APDUs, functions of ES10, installations, memory.",
        footer = {
            "",
            "Examples:",
            "  testbed bench card",
            "  testbed bench card --json",
            "  testbed bench card --rounds 2000 --cards 1000",
            "  testbed bench card --cards 0       everything but the many cards in one JVM"
        })
public final class CardBenchCommand implements Callable<Integer> {
    private static final int HEAP = 2048;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "500",
            description = "counted rounds for each figure (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "500",
            description = "rounds before that are not counted (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--cards",
            paramLabel = "N",
            defaultValue = "10000",
            description = "cards in one JVM of 2 GiB, each with a Profile (default: ${DEFAULT-VALUE})")
    private int cards;

    @Option(names = "--json", description = "print JSON for programs")
    private boolean json;

    /// All figures.
    ///
    /// @param apdusPerSecond      by command
    /// @param es10                microseconds by function
    /// @param installation        microseconds of the card for one installation
    /// @param installationsPerSecond of one thread, the card's part alone
    /// @param cryptoFloor         microseconds of its cryptography alone
    /// @param startFromFile       microseconds from state file to the first answer
    record Figures(
            int processors,
            String java,
            String crypto,
            Map<String, Double> apdusPerSecond,
            Map<String, Percentiles> es10,
            double installation,
            double installationsPerSecond,
            double cryptoFloor,
            Percentiles startFromFile,
            @Nullable Fleet fleet) {}

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || warmUp < 0 || cards < 0) {
            throw new IllegalArgumentException("--rounds, --warm-up and --cards count something");
        }
        var maker = new Maker();
        var apdus = ApduRates.measure(maker, Duration.ofSeconds(2));
        var times = new Es10Times(maker);
        var es10 = times.measure(warmUp, rounds);
        double installation = times.installation(warmUp, rounds);
        double floor = times.floor(warmUp, rounds);
        var figures = new Figures(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                maker.crypto().describe(),
                apdus,
                es10,
                installation,
                1e6 / installation,
                floor,
                StartTimes.measure(maker, Math.min(warmUp, 200), Math.min(rounds, 200)),
                cards == 0 ? null : Fleet.inJvmOfItsOwn(cards, HEAP));
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        } else {
            print(figures);
        }
        return ExitCodes.DONE;
    }

    private void print(Figures figures) {
        line("machine            %d processors, Java %s", figures.processors(), figures.java());
        line("crypto             %s", figures.crypto());
        figures.apdusPerSecond().forEach((command, rate) -> line("%-24s %,12.0f APDUs a second", command, rate));
        line("ES10, time in the card");
        figures.es10()
                .forEach((function, it) -> line("  %-28s p50 %8.1f µs   p95 %8.1f µs", function, it.p50(), it.p95()));
        line(
                "installation       %.2f ms in the card, %.0f a second; its cryptography alone takes %.2f ms (%.1f times)",
                figures.installation() / 1e3,
                figures.installationsPerSecond(),
                figures.cryptoFloor() / 1e3,
                figures.installation() / figures.cryptoFloor());
        line(
                "start from file    p50 %.2f ms   p95 %.2f ms",
                figures.startFromFile().p50() / 1e3, figures.startFromFile().p95() / 1e3);
        var fleet = figures.fleet();
        if (fleet == null) return;
        line("idle card          %,d octets of heap", fleet.idleCard());
        line("card with Profile  %,d octets of heap", fleet.cardWithProfile());
        line(
                "%,d cards       %d MiB of heap used, %d MiB allowed, %d MiB resident at most; installed in %.0f s",
                fleet.cards(),
                fleet.heapUsed() >> 20,
                fleet.heapLimit() >> 20,
                fleet.resident() >> 20,
                fleet.installSeconds());
    }

    private void line(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
