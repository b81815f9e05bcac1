package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SM-DP+ and SM-DS in processes of their own, on files of their own; operator, card and device here.
@DisplayName("Orders and events, when servers are killed (SIGKILL) on the way")
@Timeout(600)
class KilledServersTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000240");

    @TempDir
    Path folder;

    private final int es9 = free();
    private final int es2 = free();
    private final int es11 = free();
    private final int es12 = free();
    private final int admin = free();
    private Ecosystem ecosystem;
    private OperatorApi operator;
    private Card card;
    private TestbedProcess smdp;
    private TestbedProcess smds;
    private final DeviceMemory memory = DeviceMemory.untilPowerOff();

    private static int free() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        var smdsPorts = new Ports.Smds(es11, es12, Optional.empty());
        ecosystem = Ecosystem.start(
                new EcosystemSettings(
                        folder,
                        new Ports(0, 0, es9, es2, 0, 0, Optional.empty(), smdsPorts, smdsPorts),
                        List.of(ChosenProfile.generic()),
                        Personality.honest(EuiccSettings.standard()),
                        Crypto.standard(),
                        InstantSource.system(),
                        Tracer.NONE),
                EnumSet.of(Role.OPERATOR));
        operator = new OperatorApi(ecosystem.operatorUri());
        card = ecosystem.card(EID);
        smds = smds();
        smdp = smdp();
    }

    @AfterEach
    void stop() {
        if (smdp != null) smdp.kill();
        if (smds != null) smds.kill();
        operator.close();
        ecosystem.close();
    }

    private TestbedProcess smdp() throws IOException {
        return TestbedProcess.start(
                "smdp",
                "serve",
                "--folder=" + folder.resolve("killed-smdp"),
                "--pki=" + folder.resolve("pki"),
                "--port=" + es9,
                "--es2-port=" + es2,
                "--admin-port=0");
    }

    private TestbedProcess smds() throws IOException {
        return TestbedProcess.start(
                "smds",
                "serve",
                "--folder=" + folder.resolve("killed-smds"),
                "--pki=" + folder.resolve("pki"),
                "--port=" + es11,
                "--es12-port=" + es12,
                "--admin-port=" + admin);
    }

    private Iccid ordered() {
        return operator.order(
                        "generic",
                        ProfileClass.OPERATIONAL,
                        Optional.of(EID),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("localhost:" + es12))
                .iccid();
    }

    private void awaitEvents(int count) throws Exception {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/admin/events?eid=%s".formatted(admin, EID.digits())));
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (true) {
                var body = http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                if (RspJson.mapper().readTree(body).size() == count) return;
                assertThat(System.nanoTime())
                        .as("%s events, not %s; the SM-DP+ says: %s", count, body, smdp.lines())
                        .isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /// The same card and memory each time.
    private Device device() {
        return new Device(
                new InProcess(card),
                ecosystem.es9Plus(Tracer.NONE),
                new HomeNetwork(ecosystem.operatorUri()),
                LpaSettings.with(memory),
                Tracer.NONE,
                InstantSource.system());
    }

    private static List<String> outcomes(Device device) {
        return device.discover(EndUser.agreeing(), true).events().stream()
                .flatMap(Discovered::all)
                .map(it -> it.outcome().word())
                .toList();
    }

    private static List<Iccid> profiles(Device device) {
        return device.profiles().stream().flatMap(it -> it.iccid().stream()).toList();
    }

    private static void tells(Device device) {
        assertThat(device.deliverNotifications())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.failure()).isEmpty());
    }

    @Test
    void hasTheOrderItHasAnsweredForTheMomentItDied() throws Exception {
        var order = operator.order("generic", Optional.empty(), Optional.empty(), Optional.empty());
        smdp.kill();
        smdp = smdp();

        try (var device = device()) {
            var code = ActivationCode.parse(order.activationCode().orElseThrow());
            device.download(WayIn.by(code), EndUser.agreeing());
            assertThat(profiles(device)).containsExactly(order.iccid());
        }
    }

    @Test
    void deliversAnEventThatWasRegisteredBeforeBothDied() throws Exception {
        var iccid = ordered();
        awaitEvents(1);
        smds.kill();
        smdp.kill();
        smdp = smdp();
        smds = smds();

        try (var device = device()) {
            assertThat(outcomes(device)).containsExactly("installed");
            assertThat(profiles(device)).containsExactly(iccid);
            tells(device);
            awaitEvents(0); // the SM-DP+ that has forgotten nothing deletes what its earlier life registered
            assertThat(outcomes(device)).isEmpty();
            assertThat(profiles(device)).containsExactly(iccid);
        }
    }

    @Test
    void registersInItsNextLifeWhatTheSmDsHasNotHeardOf() throws Exception {
        smds.kill();
        var iccid = ordered(); // the operator's order does not wait for an SM-DS
        smdp.awaitSaying("was not told of " + iccid); // killed within the attempt, it would be silent for a minute
        smdp.kill();
        smds = smds();
        awaitEvents(0);
        smdp = smdp();

        awaitEvents(1);

        try (var device = device()) {
            assertThat(outcomes(device)).containsExactly("installed");
            assertThat(profiles(device)).containsExactly(iccid);
        }
    }

    @Test
    void isHandledOnceThoughNobodyLivesToDeleteTheEvent() throws Exception {
        var iccid = ordered();
        awaitEvents(1);
        try (var device = device()) {
            assertThat(outcomes(device)).containsExactly("installed");
            smds.kill();
            tells(device); // the SM-DP+ has heard, and has nobody to delete the event at
            smdp.awaitSaying("was not told of " + iccid);
            smdp.kill();
            smds = smds();

            assertThat(outcomes(device)).as("the SM-DS names it still").containsExactly("handled before");

            smdp = smdp();
            awaitEvents(0);
            assertThat(outcomes(device)).isEmpty();
            assertThat(profiles(device)).containsExactly(iccid);
        }
    }
}
