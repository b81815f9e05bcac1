package org.esimtestbed.bench.lpa;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
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
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// One device that downloads one Profile after another. What it waits in requests of ES9+ and in APDUs is that of
/// servers
/// and card, TLS of both ends included; the rest of the time is the LPA's. Orders before and deletion after are not
/// counted.
final class LpaBench implements AutoCloseable {
    /// Nanoseconds.
    record Times(long p50, long p95) {}

    /// @param requests of one download
    /// @param apdus    of one download
    record Shares(Times whole, Times servers, Times card, Times lpa, long requests, long apdus) {}

    private record Download(long whole, long servers, long card) {
        long lpa() {
            return whole - servers - card;
        }
    }

    private final RunFolder runFolder;
    private final Ecosystem ecosystem;
    private final OperatorApi operator;
    private final Device device;
    private final AtomicLong servers = new AtomicLong();
    private final AtomicLong card = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong apdus = new AtomicLong();

    LpaBench(Path folder) {
        runFolder = RunFolder.lock(folder);
        runFolder.empty();
        ecosystem = Ecosystem.start(new EcosystemSettings(
                folder,
                Ports.anyFree(),
                List.of(ChosenProfile.generic()),
                Personality.honest(EuiccSettings.standard()),
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE));
        operator = new OperatorApi(ecosystem.operatorUri());
        var eid = Eid.withCheckDigits("89049032%022d".formatted(1));
        device =
                ecosystem.device(new InProcess(ecosystem.card(eid, CardStore.inMemory())), LpaQuirks.NONE, this::count);
    }

    private void count(TraceEvent event) {
        switch (event) {
            case TraceEvent.HttpExchange it -> {
                servers.addAndGet(it.took().toNanos());
                requests.incrementAndGet();
            }
            case TraceEvent.ApduExchange it -> {
                card.addAndGet(it.took().toNanos());
                apdus.incrementAndGet();
            }
            default -> {} // a function of ES10 is its APDUs
        }
    }

    Shares run(int downloads) {
        var all = new ArrayList<Download>();
        for (int i = 0; i < downloads; i++) all.add(download());
        return new Shares(
                times(all, Download::whole),
                times(all, Download::servers),
                times(all, Download::card),
                times(all, Download::lpa),
                requests.get(),
                apdus.get());
    }

    private Download download() {
        var order = operator.order(ChosenProfile.GENERIC, Optional.empty(), Optional.empty(), Optional.empty());
        var code = ActivationCode.parse(order.activationCode().orElseThrow());
        List.of(servers, card, requests, apdus).forEach(it -> it.set(0));
        long start = System.nanoTime();
        var result = device.download(WayIn.by(code), EndUser.agreeing())
                .data()
                .value()
                .finalResult();
        if (!(result instanceof ProfileInstallationResult.Success)) {
            throw new IllegalStateException("not installed: " + result);
        }
        device.deliverNotifications();
        var done = new Download(System.nanoTime() - start, servers.get(), card.get());
        long requestsOfIt = requests.get();
        long apdusOfIt = apdus.get();
        device.delete(new ProfileIdentifier.ByIccid(order.iccid()), EndUser.agreeing());
        device.deliverNotifications();
        requests.set(requestsOfIt);
        apdus.set(apdusOfIt);
        return done;
    }

    private static Times times(List<Download> all, ToLongFunction<Download> which) {
        if (all.isEmpty()) return new Times(0, 0);
        var sorted = all.stream().mapToLong(which).sorted().toArray();
        return new Times(sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
    }

    @Override
    public void close() {
        device.close();
        operator.close();
        ecosystem.close();
        runFolder.close();
    }
}
