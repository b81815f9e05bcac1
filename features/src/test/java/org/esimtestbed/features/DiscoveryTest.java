package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovered.Outcome;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByIccid;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es2plus.ReleaseProfile;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import org.esimtestbed.smds.web.RunningSmDs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SGP.22 §3.6 from the order to the enabled Profile, over every interface on the way: ES2+, ES12, ES15, ES11, ES9+.
class DiscoveryTest {
    @TempDir
    Path folder;

    private DiscoveryStage stage;
    private RunningSmDs root;

    @BeforeEach
    void open() {
        stage = new DiscoveryStage(folder);
        root = stage.target.ecosystem().smds().orElseThrow();
    }

    @AfterAll
    static void stop() {
        SharedEcosystem.stop();
    }

    private Iccid ordered() {
        var iccid = stage.target
                .operator()
                .order(
                        "generic",
                        ProfileClass.OPERATIONAL,
                        Optional.of(stage.eid),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(stage.es12()))
                .iccid();
        stage.awaitEvents(root, 1);
        return iccid;
    }

    private static List<Outcome> poll(Device device) {
        return outcomes(device.discover(EndUser.agreeing(), false).events());
    }

    private static List<Outcome> outcomes(List<Discovered> events) {
        return events.stream().map(Discovered::outcome).toList();
    }

    private static List<Iccid> profiles(Device device) {
        return device.profiles().stream()
                .map(ProfileInfo::iccid)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void tells(Device device) {
        assertThat(device.deliverNotificationsNow())
                .isNotEmpty()
                .extracting(Notifications.Delivery::failure)
                .containsOnly(Optional.empty());
    }

    private OrderState state(RunningSmDpPlus smdp, Iccid iccid) {
        return smdp.orders().find(iccid).orElseThrow().state();
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Test
    void findsDownloadsAndEnablesWhatWasOrderedAndTheEventGoes() {
        var iccid = ordered();
        try (var device = stage.device()) {
            assertThat(poll(device)).singleElement().isInstanceOf(Outcome.Installed.class);
            tells(device);

            assertThat(device.enable(new ByIccid(iccid), true)).isEqualTo(EnableProfile.Result.OK);
            assertThat(state(stage.target.smdp(), iccid)).isEqualTo(OrderState.INSTALLED);
            stage.awaitEvents(root, 0);
            assertThat(poll(device)).isEmpty();
        }
    }

    @Test
    void handlesAnEventOnceThoughTheSmDsStillNamesIt() {
        var iccid = ordered();
        try (var device = stage.device()) {
            assertThat(poll(device)).singleElement().isInstanceOf(Outcome.Installed.class);
            assertThat(poll(device)).singleElement().isInstanceOf(Outcome.HandledBefore.class);
        }
        try (var another = stage.device()) { // another life, the same memory
            assertThat(outcomes(another.discover(EndUser.agreeing(), true).events()))
                    .singleElement()
                    .isInstanceOf(Outcome.HandledBefore.class);
            assertThat(profiles(another)).containsExactly(iccid);
        }
    }

    @Test
    void findsNothingUntilTheProfileIsReady() {
        try (var es2 = stage.target.es2Plus(stage.target.operatorCredential(), Tracer.NONE);
                var device = stage.device()) {
            var iccid = stage.confirmed(es2, stage.es12());
            assertThat(poll(device)).isEmpty();

            es2.releaseProfile(new ReleaseProfile.Request(iccid));
            stage.awaitEvents(root, 1);

            assertThat(poll(device)).singleElement().isInstanceOf(Outcome.Installed.class);
            assertThat(profiles(device)).containsExactly(iccid);
        }
    }

    @Test
    void goesWhereEachEventSaysAndToNoDefault() throws Exception {
        int es9 = freePort();
        try (var other = stage.otherSmdp(es9);
                var es2 = stage.es2Plus(other);
                var device = stage.device()) {
            device.defaultDpAddress("localhost:1"); // nobody is there
            var first = ordered();
            var second = stage.confirmed(es2, stage.es12());
            es2.releaseProfile(new ReleaseProfile.Request(second));
            stage.awaitEvents(root, 2);

            var found = device.discover(EndUser.agreeing(), false).events();

            assertThat(found)
                    .extracting(it -> it.event().rspServerAddress())
                    .containsExactly(stage.target.ecosystem().smdpAddress(), "localhost:" + es9);
            assertThat(outcomes(found)).hasOnlyElementsOfType(Outcome.Installed.class);
            assertThat(profiles(device)).containsExactly(first, second);
            tells(device);
            assertThat(state(other, second)).isEqualTo(OrderState.INSTALLED);
            assertThat(stage.target.smdp().orders().find(second)).isEmpty();
            stage.awaitEvents(root, 0);
        }
    }

    @Test
    void followsTheRootToAnAlternativeSmDs() throws Exception { // §3.6.1.2, §3.6.2
        int es11 = freePort();
        try (var alternative = stage.otherSmds(es11, 0, Optional.of(stage.es12()));
                var es2 = stage.target.es2Plus(stage.target.operatorCredential(), Tracer.NONE);
                var device = stage.device()) {
            var iccid = stage.confirmed(es2, "localhost:" + alternative.es12Port());
            es2.releaseProfile(new ReleaseProfile.Request(iccid));
            stage.awaitEvents(alternative, 1);

            var found = device.discover(EndUser.agreeing(), false).events();

            assertThat(found).singleElement().satisfies(it -> {
                assertThat(it.event().rspServerAddress()).isEqualTo("localhost:" + es11);
                assertThat(it.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.SentOn.class,
                                sentOn -> assertThat(outcomes(sentOn.there()))
                                        .singleElement()
                                        .isInstanceOf(Outcome.Installed.class));
            });
            assertThat(profiles(device)).containsExactly(iccid);
            assertThat(poll(device)).singleElement().isInstanceOf(Outcome.HandledBefore.class);
            tells(device);
            stage.awaitEvents(alternative, 0);
            stage.awaitEvents(root, 0);
        }
    }

    @Test
    void takesAnAnswerLaterFromAnSmDpPlusThatWasDown() throws Exception {
        int es9 = freePort();
        Iccid iccid;
        try (var other = stage.otherSmdp(es9);
                var es2 = stage.es2Plus(other)) {
            iccid = stage.confirmed(es2, stage.es12());
            es2.releaseProfile(new ReleaseProfile.Request(iccid));
            stage.awaitEvents(root, 1);
        }
        try (var device = stage.device()) {
            var poll = device.discover(EndUser.agreeing(), false);
            assertThat(outcomes(poll.events()))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.cause()).get().isInstanceOf(ServerUnreachable.class));
            assertThat(poll.again()).isPresent();
            assertThat(poll(device)).singleElement().isInstanceOf(Outcome.Waiting.class);

            try (var _ = stage.otherSmdp(es9)) {
                assertThat(outcomes(device.discover(EndUser.agreeing(), true).events()))
                        .singleElement()
                        .isInstanceOf(Outcome.Installed.class);
                assertThat(profiles(device)).containsExactly(iccid);
                tells(device);
                stage.awaitEvents(root, 0);
            }
        }
    }

    @Test
    void anSmDsThatWasDownLearnsOfTheOrderWhenItIsBack() throws Exception {
        int es11 = freePort();
        int es12 = freePort();
        var card = stage.target.ecosystem().card(stage.eid, CardStore.inMemory(), "localhost:" + es11);
        try (var es2 = stage.target.es2Plus(stage.target.operatorCredential(), Tracer.NONE);
                var device = stage.device(card)) {
            stage.otherSmds(es11, es12, Optional.empty()).close();
            var iccid = stage.confirmed(es2, "localhost:" + es12);
            es2.releaseProfile(new ReleaseProfile.Request(iccid));
            assertThatThrownBy(() -> poll(device))
                    .isInstanceOf(ServerUnreachable.class)
                    .hasMessageContaining("SM-DS at localhost:" + es11);

            try (var back = stage.otherSmds(es11, es12, Optional.empty())) {
                stage.awaitEvents(back, 1);
            }
            try (var again = stage.otherSmds(es11, es12, Optional.empty())) { // events outlive the process
                assertThat(poll(device)).singleElement().isInstanceOf(Outcome.Installed.class);
                assertThat(profiles(device)).containsExactly(iccid);
                tells(device);
                stage.awaitEvents(again, 0);
            }
        }
    }
}
