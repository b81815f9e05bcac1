package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.Work;
import org.esimtestbed.lpadaemon.slot.Slot;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.lpadaemon.slot.Slots;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Jobs seen through the door, with work that a test makes up: it asks the End User, and never the card.
@Timeout(120)
class JobApiTest {
    private static final EndUser.Offer OFFER = new EndUser.Offer(
            new ProfileMetadata(
                    new Iccid("8988211900000000019"),
                    "Provider",
                    "Line\nbreak",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Set.of(PolicyRule.PPR1, PolicyRule.PPR2)),
            Set.of(PolicyRule.PPR2));

    private static RunningLpaDaemon daemon;
    private static HttpClient http;
    private static Slot slot;
    private static int number;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var crypto = Crypto.standard();
        var clock = InstantSource.system();
        var pki = new TestPki(new PkiFolder(folder, crypto), crypto, clock);
        pki.init(Curve.NIST_P256);
        var chain = new CertificateChain(
                crypto, clock, List.of(pki.folder().readCertificate(PkiFolder.CI)), RevocationList.EMPTY);
        var silent = new SlotSettings(
                "silent",
                "nowhere",
                DeviceMemory.untilPowerOff(),
                tracer -> new Device(
                        new SilentCard(),
                        new Es9Plus(chain, tracer, clock),
                        new HomeNetwork(URI.create("http://localhost:1")),
                        LpaSettings.with(DeviceMemory.untilPowerOff()),
                        Tracer.NONE,
                        clock));
        daemon = RunningLpaDaemon.start(new DaemonSettings(
                Operation.Admin.loopback(0),
                DaemonSettings.LIMITS,
                List.of(silent),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Optional.empty(),
                crypto,
                clock));
        http = HttpClient.newHttpClient();
        slot = daemon.part(Slots.class).named("silent").orElseThrow();
    }

    @AfterAll
    static void stop() {
        http.close();
        daemon.close();
    }

    private record SilentCard() implements CardChannel {
        @Override
        public Bytes transmit(Bytes command) {
            throw new CardGone("silent");
        }

        @Override
        public Bytes reset() {
            throw new CardGone("silent");
        }

        @Override
        public void close() {}
    }

    /// Starts a job. @return its path
    private static String starts(Work.Download work) {
        var job = new Job(
                "job-" + ++number,
                Job.Kind.DOWNLOAD,
                work,
                Answers.NONE,
                Duration.ofSeconds(60),
                InstantSource.system());
        slot.start(job);
        return Paths.job("silent", job);
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return RspJson.mapper().readTree(answer.body());
    }

    private static void waitsFor(String job, Class<?> state) throws InterruptedException {
        var log = slot.jobs().stream()
                .filter(it -> job.endsWith(it.id()))
                .findFirst()
                .orElseThrow()
                .log();
        for (long told = 0; !state.isInstance(log.state()); told = log.last()) {
            assertThat(log.isOver()).isFalse();
            log.after(told, Duration.ofSeconds(30));
        }
    }

    private static Optional<org.esimtestbed.rsp.data.ProfileInstallationResult> asks(Device device, EndUser person) {
        throw new DownloadStopped(CancelSessionReason.POSTPONED, "the answer was " + person.consents(OFFER));
    }

    private static void free() throws InterruptedException {
        for (var job : slot.jobs()) {
            for (long told = 0; !job.log().isOver(); told = job.log().last())
                job.log().after(told, Duration.ofSeconds(30));
        }
    }

    @Test
    void asksForConsentToRulesByName() throws Exception {
        var job = starts(JobApiTest::asks);
        waitsFor(job, org.esimtestbed.lpadaemon.job.JobState.AwaitingConsent.class);

        var offer = json(send("GET", job, "")).path("state").path("offer");
        assertThat(offer.path("profileName").asString()).isEqualTo("Line\nbreak");
        assertThat(offer.path("policyRules").toString()).isEqualTo("[\"PPR1\",\"PPR2\"]");
        assertThat(offer.path("rulesToAgreeTo").toString()).isEqualTo("[\"PPR2\"]");

        var plainYes = send("POST", job + "/consent", "{\"answer\":\"yes\"}");
        assertThat(plainYes.statusCode()).isEqualTo(400);
        assertThat(json(plainYes).path("field").asString()).isEqualTo("acceptRules");
        assertThat(json(plainYes).path("detail").asString()).contains("PPR2");
        assertThat(json(send("GET", job, "")).path("state").path("name").asString())
                .isEqualTo("awaiting consent");
        assertThat(send("POST", job + "/consent", "{\"answer\":\"yes\",\"acceptRules\":true}")
                        .statusCode())
                .isEqualTo(204);

        var events = send("GET", job + "/events", "").body();
        assertThat(events).contains("the answer was YES", "\nevent: end\n", "Line\\nbreak");
        assertThat(send("POST", job + "/consent", "{\"answer\":\"yes\"}").statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "consent, {}, answer",
        "consent, {\"answer\":\"perhaps\"}, answer",
        "consent, {\"answer\":[]}, answer",
        "confirmation-code, {}, confirmationCode",
        "confirmation-code, {\"confirmationCode\":\"\"}, confirmationCode",
        "cancel, {}, reason",
        "cancel, {\"reason\":\"metadataMismatch\"}, reason",
        "cancel, [], body"
    })
    void namesThePlaceThatIsWrongInAnAnswer(String what, String body, String field) throws Exception {
        var job = starts(JobApiTest::asks);
        waitsFor(job, org.esimtestbed.lpadaemon.job.JobState.AwaitingConsent.class);

        var refused = send("POST", job + "/" + what, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("field").asString()).isEqualTo(field);
        assertThat(send("POST", job + "/cancel", "{\"reason\":\"timeout\"}").statusCode())
                .isEqualTo(202);
        assertThat(send("GET", job + "/events", "").body()).contains("\"reason\":\"timeout\"");
    }

    @Test
    void keepsWhatNobodyExpectedForTheLog() throws Exception {
        var job = starts((_, _) -> {
            throw new IllegalStateException("secret-detail");
        });
        var events = send("GET", job + "/events", "").body();
        assertThat(events).contains("\"outcome\":\"failed\"", "internal error").doesNotContain("secret-detail");
        free();
        assertThat(send("GET", "/cards/silent", "").body()).doesNotContain("\"job\"");
    }

    @Test
    void answersHeadWithoutWaitingForTheEnd() throws Exception {
        var go = new CountDownLatch(1);
        var job = starts((_, _) -> {
            try {
                assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.empty();
        });
        try {
            assertThat(send("HEAD", job + "/events", "").statusCode()).isEqualTo(200);
        } finally {
            go.countDown();
        }
        assertThat(send("GET", job + "/events", "").body()).contains("nothing to resume");
    }

    @Test
    void remembersTheLastJobsNewestFirst() throws Exception {
        var last = "";
        for (int i = 0; i < 40; i++) {
            last = starts((_, _) -> Optional.empty());
            free();
        }
        var jobs = json(send("GET", "/cards/silent/jobs", ""));
        assertThat(jobs).hasSize(32);
        assertThat(last).endsWith(jobs.get(0).path("id").asString());
    }
}
