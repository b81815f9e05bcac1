package org.esimtestbed.smdpplus.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The foreign checks held against themselves: of the answers of one session, every octet in turn is spoiled, and each
/// has to be found.
class OracleTest {
    @TempDir
    static Path folder;

    private static final Map<String, ObjectNode> REQUESTS = new HashMap<>();
    private static final Map<String, JsonNode> ANSWERS = new HashMap<>();
    private static ForeignCard card;
    private static ForeignTrust trust;
    private static ForeignLpa.Offered session;
    private static KeyPair oneTime;

    @BeforeAll
    static void record() throws Exception {
        try (var smdp = SmDpPlusUnderTest.start(folder)) {
            var es9 = Es9Plus.over(smdp.https(), smdp.es9());
            card = smdp.card(ForeignCurve.NIST_P256, 1);
            trust = ForeignTrust.in(smdp.ci(), smdp.now());
            Es9Plus recording = (function, request) -> {
                var answer = es9.call(function, request);
                REQUESTS.put(function, request);
                ANSWERS.put(function, answer);
                return answer;
            };
            session = new ForeignLpa(recording, card, trust, SmDpPlusUnderTest.ADDRESS).authenticate(smdp.released(""));
            oneTime = card.curve().generate();
            var prepared = card.prepareDownload(session.offer(), oneTime, Optional.empty());
            var request = Es9Plus.JSON.createObjectNode();
            request.set("transactionId", REQUESTS.get("authenticateClient").get("transactionId"));
            request.put("prepareDownloadResponse", java.util.Base64.getEncoder().encodeToString(prepared.octets()));
            recording.call("getBoundProfilePackage", request);
        }
    }

    private static void initiated(JsonNode answer) {
        var challenge = Answer.base64(REQUESTS.get("initiateAuthentication"), "euiccChallenge");
        ServerProof.checked(answer, challenge, SmDpPlusUnderTest.ADDRESS, trust);
    }

    private static Offer offered(JsonNode answer) {
        var response = DataObject.read(Answer.base64(REQUESTS.get("authenticateClient"), "authenticateServerResponse"));
        return Offer.checked(answer, session.server(), response, trust);
    }

    private static void opened(JsonNode answer) {
        RecoveredPackage.opened(
                Answer.base64(answer, "boundProfilePackage"), session.offer(), card.curve(), oneTime, card.eid());
    }

    /// The positions at which a spoiled octet is not found.
    private static List<String> unfound(String function, String member, Consumer<JsonNode> check) {
        var answer = ANSWERS.get(function);
        int size = Answer.base64(answer, member).length;
        var unfound = new ArrayList<String>();
        for (int at = 0; at < size; at++) {
            try {
                check.accept(Spoiled.at(answer, member, at));
                unfound.add(member + " octet " + at);
            } catch (ForeignRefusal found) {
                assertThat(found).hasMessageNotContaining("null");
            }
        }
        return unfound;
    }

    @Test
    void acceptsWhatTheServerSaid() {
        assertThatCode(() -> initiated(ANSWERS.get("initiateAuthentication"))).doesNotThrowAnyException();
        assertThatCode(() -> offered(ANSWERS.get("authenticateClient"))).doesNotThrowAnyException();
        assertThatCode(() -> opened(ANSWERS.get("getBoundProfilePackage"))).doesNotThrowAnyException();
    }

    @Test
    void findsEveryOctetOfTheServersProof() {
        for (var member : List.of("serverSigned1", "serverSignature1", "euiccCiPKIdToBeUsed", "serverCertificate")) {
            assertThat(unfound("initiateAuthentication", member, OracleTest::initiated))
                    .isEmpty();
        }
    }

    @Test
    void findsEveryOctetOfTheOffer() {
        for (var member : List.of("smdpSigned2", "smdpSignature2", "smdpCertificate")) {
            assertThat(unfound("authenticateClient", member, OracleTest::offered))
                    .isEmpty();
        }
    }

    /// What the End User is shown has no signature of its own: the package is what it is compared with.
    @Test
    void findsEveryOctetOfTheMetadataInThePackage() {
        assertThat(unfound("authenticateClient", "profileMetadata", answer -> {
                    var offer = offered(answer);
                    RecoveredPackage.opened(
                            Answer.base64(ANSWERS.get("getBoundProfilePackage"), "boundProfilePackage"),
                            offer,
                            card.curve(),
                            oneTime,
                            card.eid());
                }))
                .isEmpty();
    }

    @Test
    void findsEveryOctetOfThePackage() {
        assertThat(unfound("getBoundProfilePackage", "boundProfilePackage", OracleTest::opened))
                .isEmpty();
    }

    /// A certificate of the right CI is not enough: it has to be for that role, of that server, and of today.
    @Test
    void findsACertificateOfAnotherRoleOrAnotherTime() {
        var first = ANSWERS.get("initiateAuthentication");
        var second = ANSWERS.get("authenticateClient");
        var other = (ObjectNode) first.deepCopy();
        other.set("serverCertificate", second.get("smdpCertificate"));
        var challenge = Answer.base64(REQUESTS.get("initiateAuthentication"), "euiccChallenge");
        var later = new ForeignTrust(trust.ci(), trust.at().plus(Duration.ofDays(36_500)));

        assertThatThrownBy(() -> initiated(other))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("the CI does not stand for");
        assertThatThrownBy(() -> ServerProof.checked(first, challenge, SmDpPlusUnderTest.ADDRESS, later))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("the CI does not stand for");
    }

    @Test
    void findsAnAnswerToAnotherChallengeOrForAnotherAddress() {
        var answer = ANSWERS.get("initiateAuthentication");
        var challenge = Answer.base64(REQUESTS.get("initiateAuthentication"), "euiccChallenge");

        assertThatThrownBy(
                        () -> ServerProof.checked(answer, Spoiled.at(challenge, 0), SmDpPlusUnderTest.ADDRESS, trust))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("euiccChallenge");
        assertThatThrownBy(() -> ServerProof.checked(answer, challenge, "other.example.com", trust))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("serverAddress");
    }

    /// The session keys are for one EID: those of another open nothing.
    @Test
    void opensNothingForAnotherEid() {
        var bpp = Answer.base64(ANSWERS.get("getBoundProfilePackage"), "boundProfilePackage");

        assertThatThrownBy(() -> RecoveredPackage.opened(
                        bpp, session.offer(), card.curve(), oneTime, Spoiled.at(card.eid(), 15)))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("MAC");
    }
}
