package org.esimtestbed.smds.es11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.json;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.es11.Asked.AUTHENTICATE_CLIENT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.Reissued;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES11.AuthenticateClient on the wire (SGP.22 §5.8.2), in JSON and, where it refuses, in ASN.1 as well.
class AuthenticateClientTest {
    @TempDir
    static Path folder;

    private static TestSmDs smds;

    @BeforeAll
    static void start() throws Exception {
        smds = TestSmDs.root(folder);
        smds.register(1, "EVENT-A", false);
        smds.register(1, "EVENT-B", false);
        smds.register(2, "EVENT-OF-2", false);
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    private static Tlv response(TestEuicc euicc, ServerSigned1 server, Optional<String> matchingId) {
        return euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(matchingId));
    }

    private static void refused(TestEuicc euicc, Optional<String> matchingId, String code, int number)
            throws Exception {
        var server = smds.initiated(euicc);
        assertThat(outcome(smds.authenticateClient(server.transactionId(), response(euicc, server, matchingId))))
                .isEqualTo(code);
        var another = smds.initiated(euicc);
        assertThat(AUTHENTICATE_CLIENT.error(smds, another.transactionId(), response(euicc, another, matchingId)))
                .isEqualTo(number);
    }

    @Nested
    class Tells {
        @Test
        void allEventsOfTheEuiccWhereNoneIsNamed() throws Exception {
            assertThat(smds.finds(1, Optional.empty()))
                    .containsExactly("EVENT-A at smdp.example.com", "EVENT-B at smdp.example.com");
            assertThat(smds.finds(1, Optional.of("")))
                    .containsExactly("EVENT-A at smdp.example.com", "EVENT-B at smdp.example.com");
        }

        @Test
        void theEventThatIsNamedAlone() throws Exception {
            assertThat(smds.finds(1, Optional.of("EVENT-B"))).containsExactly("EVENT-B at smdp.example.com");
        }

        @Test
        void thatNothingWaits() throws Exception {
            var answer = smds.asks(90, Optional.empty());

            assertThat(outcome(answer)).isEqualTo("Executed-Success");
            assertThat(json(answer).path("eventEntries").isArray()).isTrue();
            assertThat(TestSmDs.entries(answer)).isEmpty();
        }

        @Test
        void theTransactionTheAnswerBelongsTo() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var answer = smds.authenticateClient(server.transactionId(), response(euicc, server, Optional.empty()));

            assertThat(json(answer).path("transactionId").asString())
                    .isEqualTo(server.transactionId().toString());
        }

        @Test
        void theSameAsOftenAsItIsAsked() throws Exception {
            assertThat(smds.finds(2, Optional.empty())).isEqualTo(smds.finds(2, Optional.empty()));
        }

        @Test
        void noMoreThanFitsIntoAnAnswer() throws Exception {
            for (int i = 0; i < 205; i++) smds.register(3, "MANY-" + i, false);

            var first = smds.finds(3, Optional.empty());
            assertThat(first).hasSize(200).startsWith("MANY-0 at smdp.example.com");

            for (int i = 0; i < 200; i++) smds.delete(3, "MANY-" + i);
            assertThat(smds.finds(3, Optional.empty())).hasSize(5);
        }
    }

    /// §5.8.2, in the order of the checks.
    @Nested
    class Refuses {
        @Test
        void aTransactionNobodyOpened() throws Exception {
            var euicc = smds.euicc(1);
            var response = response(euicc, smds.initiated(euicc), Optional.empty());

            AUTHENTICATE_CLIENT.refuses(smds, new TransactionId(Bytes.repeat(0x77, 16)), response, "8.10.1/3.9 7");
        }

        @Test
        void aSessionThatHasHadItsAnswer() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var response = response(euicc, server, Optional.empty());
            smds.authenticateClient(server.transactionId(), response);

            AUTHENTICATE_CLIENT.refuses(smds, server.transactionId(), response, "8.10.1/3.9 7");
        }

        @Test
        void aSessionThatWasRefusedItsEvent() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            smds.authenticateClient(server.transactionId(), response(euicc, server, Optional.of("NOBODYS")));

            AUTHENTICATE_CLIENT.refuses(
                    smds, server.transactionId(), response(euicc, server, Optional.empty()), "8.10.1/3.9 7");
        }

        @Test
        void aSessionThatHasExpired() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            smds.clock.pass(Duration.ofMinutes(10));

            AUTHENTICATE_CLIENT.refuses(
                    smds, server.transactionId(), response(euicc, server, Optional.empty()), "8.10.1/3.9 7");
        }

        @Test
        void anEuiccOfACiItDoesNotTrust() throws Exception {
            var foreign = CertificateIssuer.create(Crypto.standard(), smds.clock, Curve.NIST_P256);
            var eum = foreign.issueEum(TestPki.EUM_ORGANISATION, TestPki.EID_PREFIX);
            var stranger = new TestEuicc(
                    eum.issueEuicc(TestSmDs.eid(1)), eum.credential().certificate());
            var server = smds.initiated(smds.euicc(1));

            AUTHENTICATE_CLIENT.refuses(
                    smds, server.transactionId(), response(stranger, server, Optional.empty()), "8.11.1/3.9 127");
        }

        @Test
        void anEumThatHasExpired() throws Exception {
            var ci = smds.pki.folder().read(PkiFolder.CI).keyPair();
            var euicc = smds.euicc(1);
            var expired =
                    Reissued.of(euicc.eum(), ci).expired(smds.clock.instant()).sign();
            var server = smds.initiated(euicc);

            AUTHENTICATE_CLIENT.refuses(
                    smds,
                    server.transactionId(),
                    response(euicc.showing(euicc.credential().certificate(), expired), server, Optional.empty()),
                    "8.1.2/6.3 2");
        }

        @Test
        void anEumThatIsNone() throws Exception {
            var ci = smds.pki.folder().read(PkiFolder.CI).keyPair();
            var euicc = smds.euicc(1);
            var asServer = Reissued.of(euicc.eum(), ci).forRole(7).sign();
            var server = smds.initiated(euicc);

            AUTHENTICATE_CLIENT.refuses(
                    smds,
                    server.transactionId(),
                    response(euicc.showing(euicc.credential().certificate(), asServer), server, Optional.empty()),
                    "8.1.2/6.1 1");
        }

        @Test
        void anEuiccWhoseCertificateHasExpired() throws Exception {
            var eum = smds.pki.folder().read(PkiFolder.EUM).keyPair();
            var euicc = smds.euicc(1);
            var expired = Reissued.of(euicc.credential().certificate(), eum)
                    .expired(smds.clock.instant())
                    .sign();
            var server = smds.initiated(euicc);

            AUTHENTICATE_CLIENT.refuses(
                    smds,
                    server.transactionId(),
                    response(euicc.showing(expired, euicc.eum()), server, Optional.empty()),
                    "8.1.3/6.3 4");
        }

        @Test
        void anEuiccWhoseCertificateIsNone() throws Exception {
            var eum = smds.pki.folder().read(PkiFolder.EUM).keyPair();
            var euicc = smds.euicc(1);
            var asServer = Reissued.of(euicc.credential().certificate(), eum)
                    .forRole(7)
                    .sign();
            var server = smds.initiated(euicc);

            AUTHENTICATE_CLIENT.refuses(
                    smds,
                    server.transactionId(),
                    response(euicc.showing(asServer, euicc.eum()), server, Optional.empty()),
                    "8.1.3/6.1 3");
        }

        @Test
        void aSignatureThatDoesNotVerify() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var honest = response(euicc, server, Optional.empty());
            var signature = honest.only().child(0x5F37).value().toArray();
            signature[0]++;
            var spoiled = Tlv.of(honest.tag(), Asked.with(honest.only(), Tlv.of(0x5F37, Bytes.wrap(signature))));

            AUTHENTICATE_CLIENT.refuses(smds, server.transactionId(), spoiled, "8.1/6.1 5");
            // a refusal changes nothing: the same session may still be answered
            assertThat(outcome(smds.authenticateClient(server.transactionId(), honest)))
                    .isEqualTo("Executed-Success");
        }

        @Test
        void anotherChallenge() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var other = new ServerSigned1(
                    server.transactionId(), server.euiccChallenge(), server.serverAddress(), Bytes.repeat(0x55, 16));

            AUTHENTICATE_CLIENT.refuses(
                    smds, server.transactionId(), response(euicc, other, Optional.empty()), "8.1/6.1 5");
        }

        @Test
        void anotherAddress() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var other = new ServerSigned1(
                    server.transactionId(), server.euiccChallenge(), "smdp.example.com", server.serverChallenge());

            AUTHENTICATE_CLIENT.refuses(
                    smds, server.transactionId(), response(euicc, other, Optional.empty()), "8.1/6.1 5");
        }

        @Test
        void anotherTransactionInsideWhatIsSigned() throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var other = smds.initiated(euicc);

            AUTHENTICATE_CLIENT.refuses(
                    smds, server.transactionId(), response(euicc, other, Optional.empty()), "8.10.1/3.9 7");
        }

        @Test
        void whatTheEuiccItselfRefused() throws Exception {
            var server = smds.initiated(smds.euicc(1));
            var refusal = Tlv.of(
                    0xBF38, Tlv.of(0xA1, Tlv.of(0x80, server.transactionId().bytes()), Tlv.number(0x02, 1)));

            AUTHENTICATE_CLIENT.refuses(smds, server.transactionId(), refusal, "8.1/6.1 5");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOBODYS", "event-a", " ", "ÄÖÜ", "EVENT-A\u0000", "' or 1=1 --"})
        void anEventNobodyRegistered(String eventId) throws Exception {
            refused(smds.euicc(1), Optional.of(eventId), "8.9.5/3.9", 6);
            refused(smds.euicc(1), Optional.of("E".repeat(10_000)), "8.9.5/3.9", 6);
        }

        @Test
        void theEventOfAnotherEuicc() throws Exception {
            refused(smds.euicc(1), Optional.of("EVENT-OF-2"), "8.9.5/3.9", 6);
        }

        @ParameterizedTest
        @ValueSource(strings = {"transactionId", "authenticateServerResponse"})
        void aRequestWithoutAMember(String member) throws Exception {
            var euicc = smds.euicc(1);
            var server = smds.initiated(euicc);
            var body = """
                    {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                            server.transactionId(),
                            response(euicc, server, Optional.empty()).raw().base64());

            assertThat(outcome(smds.es11("authenticateClient", body.replace(member, "another"))))
                    .isEqualTo("1.3.1/2.2");
        }
    }
}
