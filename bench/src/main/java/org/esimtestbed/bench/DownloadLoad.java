package org.esimtestbed.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Devices that download one Profile after another: ES9+ from InitiateAuthentication to the acknowledged
/// installation result, loading and interpreting on the card included. Orders are placed beforehand and not counted;
/// each Profile is deleted again, not counted either but in the same time.
final class DownloadLoad implements AutoCloseable {
    private static final int CARDS = 8;

    private final RunFolder runFolder;
    private final Ecosystem ecosystem;
    private final OperatorApi operator;
    private final Duration startUp;
    private final Duration firstAttach;
    private final List<Device> devices = new ArrayList<>();
    private final Map<String, ConcurrentLinkedQueue<Long>> times = new ConcurrentHashMap<>();

    /// What one function took.
    record Times(long p50, long p95) {}

    /// @param percentiles nanoseconds of each ES9+ function
    record Result(Duration took, double perSecond, Map<String, Times> percentiles) {}

    DownloadLoad(Path folder) {
        runFolder = RunFolder.lock(folder);
        runFolder.empty();
        long start = System.nanoTime();
        ecosystem = Ecosystem.start(new EcosystemSettings(
                folder,
                Ports.anyFree(),
                List.of(ChosenProfile.generic()),
                Personality.honest(EuiccSettings.standard()),
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE));
        operator = new OperatorApi(ecosystem.operatorUri());
        startUp = Duration.ofNanos(System.nanoTime() - start);
        for (int i = 0; i < CARDS; i++) {
            var eid = Eid.withCheckDigits("89049032%022d".formatted(i + 1));
            var card = ecosystem.card(eid, CardStore.inMemory());
            devices.add(ecosystem.device(new InProcess(card), ecosystem.es9Plus(this::count), Tracer.NONE));
        }
        var device = devices.getFirst();
        var first = order();
        download(device, first);
        device.enable(new ProfileIdentifier.ByIccid(first.iccid()), true);
        if (!(device.serviceState() instanceof ServiceState.Attached)) {
            throw new IllegalStateException("not attached: " + device.serviceState());
        }
        firstAttach = Duration.ofNanos(System.nanoTime() - start);
        device.disable(new ProfileIdentifier.ByIccid(first.iccid()), false);
        remove(device, first.iccid());
    }

    Duration startUp() {
        return startUp;
    }

    Duration firstAttach() {
        return firstAttach;
    }

    /// Downloads so many Profiles with so many devices at once.
    Result run(int parallel, int downloads) throws InterruptedException, ExecutionException {
        var orders = new ConcurrentLinkedQueue<OperatorApi.Order>();
        for (int i = 0; i < downloads; i++) orders.add(order());
        times.clear();
        var done = new AtomicInteger();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < parallel; i++) {
                var device = devices.get(i);
                running.add(threads.submit(() -> {
                    for (var order = orders.poll(); order != null; order = orders.poll()) {
                        download(device, order);
                        remove(device, order.iccid());
                        done.incrementAndGet();
                    }
                }));
            }
            for (var one : running) one.get();
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        var percentiles = new TreeMap<String, Times>();
        times.forEach((function, queue) -> percentiles.put(function, percentiles(queue)));
        return new Result(took, done.get() / (took.toNanos() / 1e9), percentiles);
    }

    private OperatorApi.Order order() {
        return operator.order(ChosenProfile.GENERIC, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void download(Device device, OperatorApi.Order order) {
        var code = ActivationCode.parse(order.activationCode().orElseThrow());
        var result = device.download(WayIn.by(code), EndUser.agreeing())
                .data()
                .value()
                .finalResult();
        if (!(result instanceof ProfileInstallationResult.Success))
            throw new IllegalStateException("not installed: " + result);
        device.deliverNotifications().forEach(delivery -> {
            if (delivery.failure().isPresent())
                throw new IllegalStateException(delivery.failure().get());
        });
    }

    private static void remove(Device device, Iccid iccid) {
        device.delete(new ProfileIdentifier.ByIccid(iccid), EndUser.agreeing());
    }

    private void count(TraceEvent event) {
        if (event instanceof TraceEvent.HttpExchange exchange) {
            times.computeIfAbsent(exchange.function(), _ -> new ConcurrentLinkedQueue<>())
                    .add(exchange.took().toNanos());
        }
    }

    private static Times percentiles(ConcurrentLinkedQueue<Long> queue) {
        var sorted = queue.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Times(sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
    }

    @Override
    public void close() {
        devices.forEach(Device::close);
        operator.close();
        ecosystem.close();
        runFolder.close();
    }
}
