package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpa.download.DownloadScene.EID;
import static org.esimtestbed.lpa.download.DownloadScene.ID;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovered.Outcome;
import org.esimtestbed.lpa.discovery.Discovery;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.memory.Retries;
import org.esimtestbed.lpa.server.Es11;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SM-DSs that are not what they should be, and a card that checks them.
class HostileSmdsTest {
    private static final String ES11 = "/gsma/rsp2/es11/";

    @TempDir
    static Path folder;

    private static TestPki pki;

    private final InstantSource clock = InstantSource.system();
    private final DeviceMemory memory = DeviceMemory.untilPowerOff();
    private FakeServer smds;
    private CheckingCard card;
    private Es9Plus es9;
    private Es11 es11;

    @BeforeAll
    static void makePki() {
        pki = DownloadScene.pki(folder);
    }

    @BeforeEach
    void start() {
        var trust = TestPkiOnDisk.trust(pki, clock);
        smds = new FakeServer(shown().dsTls());
        card = new CheckingCard(pki, trust, EID);
        card.card.on(
                GetEuiccConfiguredAddresses.TAG,
                _ -> new GetEuiccConfiguredAddresses.Addresses(Optional.empty(), smds.address()).encode());
        es9 = new Es9Plus(trust, Tracer.NONE, clock);
        es11 = new Es11(es9);
        proves(shown().dsAuth(), smds.address());
    }

    @AfterEach
    void stop() {
        es11.close();
        es9.close();
        smds.close();
    }

    private static TestPki.Smds shown() {
        return pki.smds("smds", TestPki.SMDS_OID);
    }

    private void proves(Credential auth, String address) {
        var signed = new ServerSigned1(ID, CheckingCard.CHALLENGE, address, Bytes.repeat(0x44, 16)).encode();
        var signature =
                Tlv.of(Tags.SIGNATURE, Crypto.standard().sign(auth.keyPair().privateKey(), signed.raw()));
        var ci = Tlv.of(
                Tags.OCTET_STRING,
                pki.folder()
                        .readCertificate(PkiFolder.CI)
                        .subjectKeyIdentifier()
                        .orElseThrow());
        smds.on(ES11 + "initiateAuthentication", Answer.success("""
                "transactionId":"%s","serverSigned1":"%s","serverSignature1":"%s","euiccCiPKIdToBeUsed":"%s",
                "serverCertificate":"%s\"""".formatted(
                        ID,
                        signed.raw().base64(),
                        signature.raw().base64(),
                        ci.raw().base64(),
                        auth.certificate().tlv().raw().base64())));
    }

    private void names(TransactionId id, String entries) {
        smds.on(
                ES11 + "authenticateClient",
                Answer.success("\"transactionId\":\"" + id + "\",\"eventEntries\":[" + entries + "]"));
    }

    private static String entry(String eventId, String address) {
        return "{\"eventId\":\"" + eventId + "\",\"rspServerAddress\":\"" + address + "\"}";
    }

    private List<Outcome> poll() {
        try (var isdr = Isdr.open(new Terminal(card.card, Tracer.NONE, clock, "LPA"), Tracer.NONE, clock)) {
            var kept = new KeptDownloads(memory);
            var retries = Retries.ofEvents(memory, clock);
            return new Discovery(isdr, es9, es11, EndUser.agreeing(), kept, memory, retries)
                    .poll(false, _ -> {}).events().stream()
                            .map(Discovered::outcome)
                            .toList();
        }
    }

    @Test
    void anHonestOneIsAskedWithoutAMatchingId() {
        names(ID, "");

        assertThat(poll()).isEmpty();
        assertThat(smds.asked()).containsExactly(ES11 + "initiateAuthentication", ES11 + "authenticateClient");
    }

    @Test
    void isToldNothingIfItProvesItselfAsAnSmDpPlus() {
        proves(pki.folder().read(TestPki.DP_AUTH_NAME), smds.address());

        assertThatThrownBy(this::poll).isInstanceOf(DownloadStopped.class).hasMessageContaining("CERT.DSauth");
        assertThat(smds.asked()).containsExactly(ES11 + "initiateAuthentication");
    }

    @Test
    void isToldNothingIfItSignsForAnotherAddress() {
        proves(shown().dsAuth(), "other.example.com");

        assertThatThrownBy(this::poll).isInstanceOf(DownloadStopped.class).hasMessageContaining("address");
        assertThat(smds.asked()).containsExactly(ES11 + "initiateAuthentication");
    }

    @Test
    void isNotBelievedAboutAnotherSession() {
        names(TransactionId.of("FFFF"), entry("ID", "localhost:1"));

        assertThatThrownBy(this::poll).isInstanceOf(DownloadStopped.class).hasMessageContaining("TransactionID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"eventId\":\"ID\"}", "7"})
    void mustNameEventsThatAreSome(String entry) {
        names(ID, entry);

        assertThatThrownBy(this::poll).isInstanceOf(UnusableAnswer.class).hasMessageContaining(smds.address());
    }

    @Test
    void oneBadEventDoesNotKeepTheOthersFromTheirServers() {
        names(
                ID,
                String.join(
                        ",",
                        entry("", "localhost:1"),
                        entry("A".repeat(100_000), "localhost:1"),
                        entry("ID", "a".repeat(100_000)),
                        entry("ID", "two words"),
                        entry("ID", "localhost:1")));

        assertThat(poll())
                .hasOnlyElementsOfType(Outcome.Failed.class)
                .extracting(it -> ((Outcome.Failed) it).why())
                .satisfiesExactly(
                        why -> assertThat(why).contains("EventID"),
                        why -> assertThat(why).contains("EventID"),
                        why -> assertThat(why).contains("FQDN"),
                        why -> assertThat(why).contains("FQDN"),
                        why -> assertThat(why).contains("nobody listens"));
        assertThat(poll().getLast()).isInstanceOf(Outcome.Waiting.class);
    }

    /// A session with the SM-DS would end the one the package is bound in.
    @Test
    void isNotAskedWhileAPackageWaitsThatCannotBeLoaded() {
        var way = WayIn.byEvent(new EventEntry("EVENT", "localhost:1"));
        var bound = new KeptDownload.Bound(
                way, ID, Optional.empty(), SamplePackage.metadata("Profile").encode(), Tlv.of(0xBF36, Bytes.EMPTY));
        new KeptDownloads(memory).put(bound);
        card.card.refuses(RetrieveNotificationsList.TAG, "6F00");

        assertThat(poll()).singleElement().isInstanceOf(Outcome.Failed.class);

        assertThat(smds.requests).isEmpty();
        assertThat(new KeptDownloads(memory).find()).contains(bound);
    }

    @Test
    void eventsThatDifferInCaseAloneAreTwo() {
        names(ID, entry("id", "localhost:1") + "," + entry("ID", "localhost:1"));

        assertThat(poll()).hasSize(2).hasOnlyElementsOfType(Outcome.Failed.class);
    }

    @Test
    void keepsNoEventFromItsTurnByThoseThatFail() {
        names(
                ID,
                IntStream.range(0, 201)
                        .mapToObj(i -> entry("E" + i, "localhost:1"))
                        .collect(Collectors.joining(",")));

        assertThat(poll()).hasSize(200).hasOnlyElementsOfType(Outcome.Failed.class);
        assertThat(poll()).hasSize(201).last().isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void keepsTheDeviceBusyWithNoMoreThan200Events() {
        names(
                ID,
                IntStream.range(0, 300).mapToObj(i -> entry("E" + i, "no FQDN")).collect(Collectors.joining(",")));

        assertThat(poll()).hasSize(200);
    }
}
