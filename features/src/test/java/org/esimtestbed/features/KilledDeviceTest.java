package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A device is killed after each of the commands of a download, and another process goes on with what is on the
/// disk: in the end the Profile is installed once, and the SM-DP+ knows.
class KilledDeviceTest {
    private static final int OPENING = 3; // TERMINAL CAPABILITY, MANAGE CHANNEL, SELECT: nothing has begun
    private static final int ONE_BY_ONE = 30;
    private static final int STRIDE = 7;

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        SharedEcosystem.stop();
    }

    /// A device's way to its card, until it is killed. Nothing is said to the card then, not even good-bye.
    private static final class UntilKilled implements CardChannel {
        private final CardChannel card;
        private final int lifetime;
        private int commands;

        UntilKilled(CardChannel card, int lifetime) {
            this.card = card;
            this.lifetime = lifetime;
        }

        @Override
        public Bytes transmit(Bytes command) {
            if (commands == lifetime) throw new CardGone("killed", new IOException("no device any more"));
            commands++;
            return card.transmit(command);
        }

        @Override
        public Bytes reset() {
            return card.reset();
        }

        @Override
        public void close() {}
    }

    private final SharedEcosystem target = SharedEcosystem.running();

    private Device device(CardChannel channel, Path memory) {
        var ecosystem = target.ecosystem();
        return new Device(
                channel,
                ecosystem.es9Plus(Tracer.NONE),
                new HomeNetwork(ecosystem.operatorUri()),
                LpaSettings.with(new MemoryFolder(memory)),
                Tracer.NONE,
                SharedEcosystem.CLOCK);
    }

    private WayIn ordered(Scene scene) {
        var order = target.operator().order("generic", Optional.empty(), Optional.empty(), Optional.empty());
        scene.ordered(order.iccid(), Optional.empty());
        return WayIn.by(ActivationCode.parse(order.activationCode().orElseThrow()));
    }

    private Card card() {
        return target.ecosystem().card(target.newEid(), CardStore.inMemory());
    }

    private int commandsOfAWholeDownload() {
        var channel = new UntilKilled(new InProcess(card()), Integer.MAX_VALUE);
        try (var device = device(channel, folder.resolve("whole"))) {
            device.download(ordered(new Scene()), EndUser.agreeing());
        }
        return channel.commands - 1; // the last one closes the channel
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void somebodyElseGoesOn(boolean powerIsLostToo) {
        int whole = commandsOfAWholeDownload();
        assertThat(whole).isGreaterThan(ONE_BY_ONE);
        IntStream.range(OPENING, whole)
                .filter(it -> it < ONE_BY_ONE || it % STRIDE == 0 || it > whole - STRIDE)
                .forEach(lifetime -> goesOn(lifetime, powerIsLostToo));
    }

    private void goesOn(int lifetime, boolean powerIsLostToo) {
        var scene = new Scene();
        var way = ordered(scene);
        var card = card();
        var memory = folder.resolve("killed-after-" + lifetime);
        var life = "killed after " + lifetime + " commands";
        try (var killed = device(new UntilKilled(new InProcess(card), lifetime), memory)) {
            scene.attempts(() -> killed.download(way, EndUser.agreeing()));
        }
        assertThat(scene.failure()).as(life).containsInstanceOf(CardGone.class);
        if (powerIsLostToo) card.reset();

        try (var next = device(new InProcess(card), memory)) {
            var resumed = next.resume(EndUser.agreeing());

            assertThat(resumed.map(ProfileInstallationResult::data)
                            .orElseThrow()
                            .value()
                            .finalResult())
                    .as(life)
                    .isInstanceOf(Success.class);
            assertThat(next.profiles()).as(life).hasSize(1);
            assertThat(next.deliverNotifications())
                    .as(life)
                    .allSatisfy(delivery -> assertThat(delivery.failure()).isEmpty());
            assertThat(next.notifications()).isEmpty();
            assertThat(next.resume(EndUser.agreeing())).isEmpty();
        }
        assertThat(scene.order().orElseThrow().state()).as(life).isEqualTo(OrderState.INSTALLED);
        assertThat(card.lastFailure()).as(life).isEmpty();
    }
}
