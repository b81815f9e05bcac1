package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esimtestbed.features.SpoilingProxy.Fault;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The network fails once, at every request of a download and in every way: in the end the Profile is installed
/// once, and the SM-DP+ knows.
class NetworkFaultTest {
    private static final List<String> BEFORE_THE_CARD =
            List.of("initiateAuthentication", "authenticateClient", "getBoundProfilePackage");

    private Scene scene;
    private SpoilingProxy proxy;

    @BeforeEach
    void order() {
        scene = new Scene();
        var target = scene.target();
        proxy = new SpoilingProxy(target);
        var order = target.operator().order("generic", Optional.empty(), Optional.empty(), Optional.empty());
        scene.ordered(order.iccid(), order.activationCode().map(ActivationCode::parse));
        var trust = new CertificateChain(
                SharedEcosystem.CRYPTO,
                SharedEcosystem.CLOCK,
                List.of(target.pki().folder().readCertificate(org.esimtestbed.ci.PkiFolder.CI)),
                RevocationList.EMPTY);
        scene.use(new Es9Plus(trust, _ -> proxy.address(), Patience.STANDARD, scene.tracer(), SharedEcosystem.CLOCK));
    }

    @AfterEach
    void close() {
        scene.close();
        proxy.close();
        assertThat(scene.cardFailure()).isEmpty();
    }

    @AfterAll
    static void stop() {
        SharedEcosystem.stop();
    }

    static Stream<Arguments> faults() {
        return BEFORE_THE_CARD.stream()
                .flatMap(function -> Stream.of(Fault.values()).map(fault -> Arguments.of(function, fault)));
    }

    private OrderState orderState() {
        return scene.order().orElseThrow().state();
    }

    private void isInstalledOnceAndTold() {
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
        assertThat(scene.device().profiles()).hasSize(1);
        assertThat(scene.device().deliverNotificationsNow())
                .allSatisfy(delivery -> assertThat(delivery.failure()).isEmpty());
        assertThat(scene.device().notifications()).isEmpty();
        assertThat(orderState()).isEqualTo(OrderState.INSTALLED);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anyRequestOfADownload(String function, Fault fault) {
        proxy.failsOnce(function, fault);

        scene.downloads();

        assertThat(proxy.isPending()).isFalse();
        if (fault != Fault.DOUBLED) {
            assertThat(scene.failure()).containsInstanceOf(ServerUnreachable.class);
            assertThat(scene.device().profiles()).isEmpty();
            assertThat(scene.device().notifications()).isEmpty();
            scene.attempts(() -> scene.device().resume(EndUser.agreeing()).orElseThrow());
        }
        isInstalledOnceAndTold();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theNotificationOfTheResult(Fault fault) {
        scene.downloads();
        proxy.failsOnce("handleNotification", fault);

        var first = scene.device().deliverNotifications();

        assertThat(proxy.isPending()).isFalse();
        boolean arrived = fault == Fault.DOUBLED;
        assertThat(first).allMatch(delivery -> delivery.failure().isEmpty() == arrived);
        assertThat(scene.device().notifications()).hasSize(arrived ? 0 : first.size());
        isInstalledOnceAndTold();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theCancellationOfASession(Fault fault) {
        scene.rejectsTheProfile();
        proxy.failsOnce("cancelSession", fault);

        scene.downloads();

        assertThat(proxy.isPending()).isFalse();
        assertThat(scene.failure()).containsInstanceOf(DownloadStopped.class);
        assertThat(scene.device().profiles()).isEmpty();
        assertThat(scene.device().resume(EndUser.agreeing())).isEmpty();
        assertThat(orderState()).isEqualTo(fault == Fault.LOST_BEFORE ? OrderState.RELEASED : OrderState.ERROR);
    }
}
