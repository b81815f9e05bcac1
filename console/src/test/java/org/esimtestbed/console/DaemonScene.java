package org.esimtestbed.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.lpadaemon.web.RunningLpaDaemon;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;

/// Servers, two cards in this JVM, and a daemon that has them: `one` and `two`.
final class DaemonScene implements AutoCloseable {
    static final List<String> NAMES = List.of("one", "two");

    private final CardAtTheDoor run;
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private final Map<String, DeviceMemory> memories = new LinkedHashMap<>();
    private RunningLpaDaemon daemon;
    private DaemonClient client;

    /// How the cards are reached; a test may put something between.
    UnaryOperator<CardChannel> door = card -> card;

    /// How long jobs may go on when the daemon stops, from its next start on.
    Duration stop = Duration.ofSeconds(10);

    DaemonScene(Path folder) {
        var eid = Eid.withCheckDigits("890490320000000000000000000200");
        run = new CardAtTheDoor(folder, eid, EnumSet.allOf(Role.class));
        for (int i = 0; i < NAMES.size(); i++) {
            var its = Eid.withCheckDigits("89049032000000000000000000021" + i);
            cards.put(NAMES.get(i), run.ecosystem().card(its));
            memories.put(NAMES.get(i), DeviceMemory.untilPowerOff());
        }
        daemon = start(DaemonSettings.PATIENCE);
        client = client(daemon);
    }

    private static DaemonClient client(RunningLpaDaemon daemon) {
        return new DaemonClient("http://127.0.0.1:" + daemon.port());
    }

    private RunningLpaDaemon start(Duration patience) {
        var slots = new ArrayList<SlotSettings>();
        cards.forEach((name, card) -> slots.add(
                new SlotSettings(name, "in this JVM", memories.get(name), tracer -> device(name, card, tracer))));
        return RunningLpaDaemon.start(new DaemonSettings(
                Operation.Admin.loopback(0),
                DaemonSettings.LIMITS,
                slots,
                patience,
                stop,
                Optional.of(run.ecosystem().smdpAddress()),
                Crypto.standard(),
                InstantSource.system()));
    }

    private Device device(String name, Card card, Tracer tracer) {
        return new Device(
                door.apply(new InProcess(card)),
                run.ecosystem().es9Plus(tracer),
                new HomeNetwork(URI.create(run.ecosystem().operatorUri().toString())),
                LpaSettings.with(memories.get(name)),
                tracer,
                InstantSource.system());
    }

    /// The daemon stops, and another one begins with the same cards and memories.
    void restart(Duration patience) {
        client.close();
        daemon.close();
        daemon = start(patience);
        client = client(daemon);
    }

    CardAtTheDoor run() {
        return run;
    }

    DaemonClient client() {
        return client;
    }

    RunningLpaDaemon daemon() {
        return daemon;
    }

    /// Nothing is under way, no Profile is on a card, and no card has anything to tell.
    void emptied() {
        for (var name : NAMES) {
            client.delete("/cards/" + name + "/kept-download");
            client.post(
                    "/cards/" + name + "/reset",
                    "{\"operational\":true,\"test\":true,\"defaultAddress\":true,\"confirm\":\"yes\"}");
            client.post("/cards/" + name + "/notifications/deliver?now=true").is(200);
        }
    }

    @Override
    public void close() {
        client.close();
        daemon.close();
        run.close();
    }
}
