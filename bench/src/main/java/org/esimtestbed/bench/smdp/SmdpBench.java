package org.esimtestbed.bench.smdp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.esimtestbed.bench.load.BenchDatabase;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.bench.load.Times;
import org.esimtestbed.bench.load.WarmUp;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.json.RspJson;

/// The SM-DP+ under load, once for an operator that wants no callbacks and once for one that wants them all.
///
/// @param folder        for keys and database; emptied first
/// @param sessions      counted for each figure
/// @param warmUp        sessions before that, at most
/// @param devices       at the same time
/// @param stored        old orders in the database, ascending
/// @param serverOptions for the JVM of the server
record SmdpBench(Path folder, int sessions, int warmUp, int devices, List<Integer> stored, List<String> serverOptions) {
    private static final int ROUND = 4000;

    /// As it would decide itself, were it on its one core from its start.
    private static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";

    /// @param database           h2, postgresql or a URL
    /// @param storedOrders       beside those that were downloaded
    /// @param callbacks          whether the operator wants to be told how each download goes on
    /// @param sessionsPerSecond  until the last device is served and the last callback told
    /// @param floorPerSecond     if the server did nothing but their elliptic curves, on its core: mean of before
    ///                           and after
    /// @param milliseconds       by function
    /// @param serverMilliseconds what the server computed for one session, however busy the machine was
    /// @param rowsPerSession     inserted, updated and deleted
    /// @param serverMebibytes    resident at most
    record Figures(
            String database,
            int storedOrders,
            boolean callbacks,
            double sessionsPerSecond,
            double floorPerSecond,
            Map<String, Times> milliseconds,
            double serverMilliseconds,
            double rowsPerSession,
            long serverMebibytes) {}

    private record Processes(Child floor, Child load, Child server) {}

    /// @param database h2, postgresql or a JDBC URL
    /// @param told     of each figure once it is known
    void measure(String database, Consumer<Figures> told) throws IOException {
        BenchDatabase.with(database, folder, url -> {
            try (var lock = RunFolder.lock(folder)) {
                lock.empty();
                ServerProcess.pki(folder).init(Curve.NIST_P256);
                measure(database, url, told);
            }
        });
    }

    private void measure(String database, String url, Consumer<Figures> told) throws IOException {
        try (var floor = Child.start(ServerFloor.class, List.of());
                var load = Child.start(LoadProcess.class, List.of(), folder.toString(), Integer.toString(devices))) {
            var callback = load.answer();
            try (var server = Child.start(ServerProcess.class, options(), folder.toString(), url, callback)) {
                load.ask(server.answer());
                var all = new Processes(floor, load, server);
                int next = warmUp(all);
                floor.pin(0);
                server.pin(0);
                load.pin(1);
                for (int orders : stored) {
                    server.ask("fill " + orders);
                    for (var operator : List.of(ServerProcess.UNTOLD, ServerProcess.TOLD)) {
                        told.accept(figures(all, database, orders, operator, next));
                        next += sessions + devices;
                    }
                }
            }
        }
    }

    private List<String> options() {
        if (!Child.canPin()) return serverOptions;
        return Stream.concat(Stream.of(ONE_CARRIER), serverOptions.stream()).toList();
    }

    private int warmUp(Processes all) throws IOException {
        return WarmUp.run(all.server(), warmUp, ROUND, done -> {
            var operator = done / ROUND % 2 == 0 ? ServerProcess.TOLD : ServerProcess.UNTOLD;
            all.server().ask("order " + operator + " " + done + " " + ROUND);
            long start = System.nanoTime();
            all.load().ask(done + " " + ROUND);
            all.server().ask("told");
            return (System.nanoTime() - start) / 1e6;
        });
    }

    private Figures figures(Processes all, String database, int orders, String operator, int next) {
        var server = all.server();
        server.ask("order " + operator + " " + next + " " + sessions);
        double before = Double.parseDouble(all.floor().ask("now"));
        long computed = Long.parseLong(server.ask("cpu"));
        long start = System.nanoTime();
        var result = RspJson.mapper().readValue(all.load().ask(next + " " + sessions), LoadProcess.Result.class);
        server.ask("told");
        double seconds = (System.nanoTime() - start) / 1e9;
        computed = Long.parseLong(server.ask("cpu")) - computed;
        double after = Double.parseDouble(all.floor().ask("now"));
        return new Figures(
                database,
                orders,
                operator.equals(ServerProcess.TOLD),
                sessions / seconds,
                (before + after) / 2,
                result.times(),
                computed / 1e6 / sessions,
                rows(all, operator, next + sessions),
                Long.parseLong(server.ask("memory")));
    }

    // Counted apart, because counting costs.
    private double rows(Processes all, String operator, int next) {
        var server = all.server();
        server.ask("order " + operator + " " + next + " " + devices);
        server.ask("count");
        all.load().ask(next + " " + devices);
        server.ask("told");
        return Long.parseLong(server.ask("counted")) / (double) devices;
    }
}
