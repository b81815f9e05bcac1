package org.esimtestbed.console.screen;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.esimtestbed.rsp.es10.Es10Function;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/// Prints a run as it happens: one line a step, 80 columns.
public final class Screen implements AutoCloseable {
    private static final int BAR_WIDTH = 78;

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean terminal;
    private @Nullable ProgressBar bar;

    /// @param terminal whether somebody looks at it: colours, and a bar that moves
    public Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.ansi = terminal ? Ansi.ON : Ansi.OFF;
    }

    /// Whether somebody sits in front of this process.
    public static boolean atTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    public boolean isTerminal() {
        return terminal;
    }

    public synchronized void heading(String text) {
        out.println();
        out.println(ansi.string("@|bold " + escaped(text) + "|@"));
        out.flush();
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public synchronized void fact(String label, String value) {
        out.println("  " + ansi.string("@|bold " + "%-14s".formatted(escaped(label)) + "|@") + " " + value);
        out.flush();
    }

    /// One thing done: who, what, how long.
    public synchronized void step(String interfaceName, String function, String peers, Duration took, boolean well) {
        var mark = well ? "@|green ok|@" : "@|red,bold refused|@";
        out.println("  " + "%-5s %-31s %-22s".formatted(interfaceName, function, peers)
                + " %8s  ".formatted(millis(took)) + ansi.string(mark));
        out.flush();
    }

    /// A message of a trace as a line; APDUs are too many to be lines.
    public void show(TraceEvent event) {
        switch (event) {
            case TraceEvent.HttpExchange it ->
                step(
                        it.interfaceName(),
                        capital(it.function()),
                        it.from() + " \u2192 " + it.to(),
                        it.took(),
                        wentWell(it));
            case TraceEvent.Es10Exchange it ->
                step(interfaceOf(it), it.function(), it.from() + " \u2192 " + it.to(), it.took(), true);
            case TraceEvent.Step it -> step("", it.what(), it.from() + " \u2192 " + it.to(), it.took(), true);
            case TraceEvent.ApduExchange _ -> {}
        }
    }

    private static String interfaceOf(TraceEvent.Es10Exchange exchange) {
        return Es10Function.of(Tlv.first(exchange.request()))
                .map(Es10Function::interfaceName)
                .orElse("ES10");
    }

    private static boolean wentWell(TraceEvent.HttpExchange exchange) {
        return exchange.status() / 100 == 2 && !exchange.response().contains("\"Failed\"");
    }

    /// Moves a bar while a package is loaded; nothing where nobody looks.
    public synchronized void progress(int done, int all) {
        if (!terminal) return;
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("  loading")
                    .setInitialMax(all)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUnit(" segments", 1)
                    .setUpdateIntervalMillis(50)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(System.out, BAR_WIDTH))
                    .build();
        }
        bar.stepTo(done);
        if (done >= all) endProgress();
    }

    public synchronized void endProgress() {
        if (bar != null) bar.close();
        bar = null;
    }

    private static String millis(Duration took) {
        return String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }

    private static String capital(String function) {
        return function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("@|", "@ |");
    }

    @Override
    public void close() {
        endProgress();
        out.flush();
    }
}
