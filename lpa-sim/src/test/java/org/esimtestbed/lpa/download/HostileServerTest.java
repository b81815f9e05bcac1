package org.esimtestbed.lpa.download;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.HostileProxy;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks and servers that do worse than say no, at every request of a download.
class HostileServerTest {
    private static final List<String> FUNCTIONS =
            List.of("initiateAuthentication", "authenticateClient", "getBoundProfilePackage");
    private static final Patience LITTLE = new Patience(Duration.ofSeconds(5), Duration.ofMillis(1500));

    @TempDir
    static Path folder;

    private static TestPki pki;
    private static HostileProxy proxy;
    private DownloadScene scene;

    @BeforeAll
    static void makePki() throws Exception {
        pki = DownloadScene.pki(folder);
        proxy = new HostileProxy(folder, pki.folder().read(TestPki.DP_TLS_NAME));
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @BeforeEach
    void start() {
        scene = new DownloadScene(pki, _ -> proxy.address(), LITTLE);
        proxy.passesOnTo(scene.server.address());
    }

    @AfterEach
    void close() {
        scene.close();
    }

    static Stream<Arguments> faultsAtEveryRequest() {
        return FUNCTIONS.stream()
                .flatMap(function -> Stream.of(Fault.values()).map(fault -> Arguments.of(function, fault)));
    }

    static Stream<Arguments> redirectsAtEveryRequest() {
        return FUNCTIONS.stream()
                .flatMap(function -> Stream.of(301, 302, 307, 308).map(status -> Arguments.of(function, status)));
    }

    private void resumesOnceTheNetworkIsThere() {
        assertThat(scene.card.card.segments).isEmpty();
        assertThat(scene.card.cancelled()).isEmpty();
        assertThat(scene.kept.find()).contains(new KeptDownload.Begun(scene.way()));
        proxy.passesOnTo(scene.server.address());

        assertThat(scene.with(scene.card.card, EndUser.agreeing(), ProfileDownload::resume))
                .contains(scene.result);
        assertThat(scene.kept.find()).isEmpty();
    }

    @Test
    void isNoHindranceWhereNothingIsDone() {
        assertThat(scene.download(EndUser.agreeing())).isEqualTo(scene.result);
    }

    @ParameterizedTest
    @MethodSource("faultsAtEveryRequest")
    void mayBreakTheConnectionAnywhere(String function, Fault fault) {
        proxy.answers(function, aResponse().withFault(fault));

        assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                .isInstanceOf(ServerUnreachable.class)
                .isNotInstanceOf(UnusableAnswer.class)
                .hasMessageContaining(scene.server.address());
        resumesOnceTheNetworkIsThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"initiateAuthentication", "authenticateClient", "getBoundProfilePackage"})
    void mayAnswerTooLate(String function) {
        proxy.answers(function, aResponse().withStatus(200).withFixedDelay(20_000));

        assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining("no whole answer");
        resumesOnceTheNetworkIsThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"initiateAuthentication", "authenticateClient", "getBoundProfilePackage"})
    void mayAnswerInDropsThatNeverEnd(String function) {
        // the head comes at once, the body within a minute
        proxy.answers(function, aResponse().withBody("{".repeat(600)).withChunkedDribbleDelay(600, 60_000));

        assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining("no whole answer");
        resumesOnceTheNetworkIsThere();
    }

    @ParameterizedTest
    @MethodSource("redirectsAtEveryRequest")
    void isNotFollowedElsewhere(String function, int status) {
        proxy.answers(
                function,
                aResponse()
                        .withStatus(status)
                        .withHeader(
                                "Location", "https://" + scene.server.address() + "/gsma/rsp2/es9plus/" + function));

        assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                .isInstanceOf(UnusableAnswer.class)
                .hasMessageContaining("HTTP " + status);

        assertThat(scene.server.asked()).doesNotContain(function);
        if (function.equals("initiateAuthentication"))
            assertThat(scene.card.cancelled()).isEmpty();
        else
            assertThat(scene.card.cancelled())
                    .containsExactly(new CancelSession(DownloadScene.ID, CancelSessionReason.UNDEFINED_REASON));
        assertThat(scene.kept.find()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void mayKeepTheDeviceFromCancelling(Fault fault) {
        proxy.answers("cancelSession", aResponse().withFault(fault));

        assertThatThrownBy(() -> scene.download(DownloadScene.saying(EndUser.Answer.NO)))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining("the End User said no");

        assertThat(scene.card.cancelled()).hasSize(1);
        assertThat(scene.kept.find()).isEmpty();
    }

    @Test
    void isNotBelievedWhenItAnswersANotificationWithABody() {
        proxy.answers("handleNotification", aResponse().withStatus(200).withBody("{\"header\":{}}"));
        var eum = pki.folder().readCertificate(org.esimtestbed.ci.PkiFolder.EUM);
        var metadata = new NotificationMetadata(
                1, NotificationEvent.ENABLE, scene.server.address(), java.util.Optional.empty());
        var notification = OtherSignedNotification.signed(metadata.encode(), Bytes.repeat(1, 64), eum, eum);

        assertThatThrownBy(() -> scene.es9.handleNotification(notification))
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining("HTTP 200");
    }
}
