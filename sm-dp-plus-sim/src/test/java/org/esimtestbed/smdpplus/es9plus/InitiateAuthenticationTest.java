package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES9+.InitiateAuthentication on the wire (SGP.22 §5.6.1).
class InitiateAuthenticationTest {
    private static final Bytes CHALLENGE = Bytes.repeat(0x33, 16);
    private static final Bytes NOBODY = Bytes.repeat(0x77, 20);
    private static final Version SVN = new Version(2, 2, 2);

    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;
    private static Bytes ci;

    @BeforeAll
    static void start() {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
        ci = smdp.ci().subjectKeyIdentifier().orElseThrow();
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    private static HttpResponse<String> ask(Bytes challenge, Tlv info1, String address) throws IOException {
        return smdp.lpa("initiateAuthentication", """
                {"euiccChallenge":"%s","euiccInfo1":"%s","smdpAddress":"%s"}""".formatted(
                        challenge.base64(), info1.raw().base64(), address));
    }

    private static HttpResponse<String> ask(EuiccInfo1 info1) throws IOException {
        return ask(CHALLENGE, info1.encode(), TestSmDpPlus.ADDRESS);
    }

    private static EuiccInfo1 known(Version svn) {
        return new EuiccInfo1(svn, List.of(ci), List.of(ci));
    }

    @Nested
    class Answers {
        @Test
        void withItsCertificateAndWhatTheEuiccAsked() throws Exception {
            var answer = ask(known(SVN));
            var signed1 = ServerSigned1.of(
                    Tlv.parse(Bytes.base64(json(answer).path("serverSigned1").asString())));

            assertThat(outcome(answer)).isEqualTo("Executed-Success");
            assertThat(json(answer).path("transactionId").asString())
                    .matches("[0-9A-F]{32}")
                    .isEqualTo(signed1.transactionId().toString());
            assertThat(signed1.euiccChallenge()).isEqualTo(CHALLENGE);
            assertThat(signed1.serverAddress()).isEqualTo(TestSmDpPlus.ADDRESS);
            assertThat(json(answer).path("serverCertificate").asString())
                    .isEqualTo(smdp.pki
                            .folder()
                            .readCertificate(TestPki.DP_AUTH_NAME)
                            .der()
                            .base64());
            assertThat(Tlv.parse(Bytes.base64(
                            json(answer).path("euiccCiPKIdToBeUsed").asString())))
                    .isEqualTo(Tlv.of(0x04, ci));
        }

        @Test
        void withIdentifiersThatNeverComeTwice() throws Exception {
            var seen = new HashSet<Object>();
            for (int i = 0; i < 20; i++) {
                var signed1 = smdp.initiated(smdp.euicc(1));
                assertThat(seen.add(signed1.transactionId())).isTrue();
                assertThat(seen.add(signed1.serverChallenge())).isTrue();
            }
        }

        @Test
        void whateverTheCaseOfItsAddress() throws Exception {
            var upper = TestSmDpPlus.ADDRESS.toUpperCase(Locale.ROOT);
            var answer = ask(CHALLENGE, known(SVN).encode(), upper);
            var signed1 = ServerSigned1.of(
                    Tlv.parse(Bytes.base64(json(answer).path("serverSigned1").asString())));

            assertThat(signed1.serverAddress()).isEqualTo(upper); // the eUICC compares it with what it was told
        }

        @ParameterizedTest
        @ValueSource(strings = {"2.1.0", "2.2.0", "2.2.1", "2.2.2", "2.3.0", "2.5.0", "2.6.1", "3.0.0", "3.1.0"})
        void eUiccsOfEveryVersion(String svn) throws Exception {
            assertThat(outcome(ask(known(Version.of(svn))))).isEqualTo("Executed-Success");
        }

        @Test
        void eUiccsThatSayMoreThanItKnows() throws Exception {
            var info1 = known(SVN).encode();
            var more = Tlv.of(
                    info1.tag(),
                    info1.value().plus(Tlv.of(0xBF55, Tlv.of(0x80, ci)).raw()));

            assertThat(outcome(ask(CHALLENGE, more, TestSmDpPlus.ADDRESS))).isEqualTo("Executed-Success");
        }

        @Test
        void underTheFirstCiBothKnow() throws Exception {
            var answer = ask(new EuiccInfo1(SVN, List.of(NOBODY, ci), List.of(NOBODY, ci)));

            assertThat(outcome(answer)).isEqualTo("Executed-Success");
            assertThat(Bytes.base64(json(answer).path("euiccCiPKIdToBeUsed").asString()))
                    .isEqualTo(Tlv.of(0x04, ci).raw());
        }
    }

    @Nested
    class Refuses {
        @Test
        void anotherServersAddress() throws Exception {
            assertThat(outcome(ask(CHALLENGE, known(SVN).encode(), "other.example.com")))
                    .isEqualTo("8.8.1/3.8");
        }

        @Test
        void anEuiccThatSignsUnderNoCiItTrusts() throws Exception {
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(ci), List.of(NOBODY)))))
                    .isEqualTo("8.8.2/3.1");
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(Bytes.hex("FFFF")), List.of(Bytes.hex("FFFE"))))))
                    .isEqualTo("8.8.2/3.1");
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(ci), List.of()))))
                    .isEqualTo("8.8.2/3.1");
        }

        @Test
        void anEuiccTooOld() throws Exception {
            assertThat(outcome(ask(known(new Version(1, 0, 0))))).isEqualTo("8.8.3/3.1");
            assertThat(outcome(ask(known(new Version(2, 0, 9))))).isEqualTo("8.8.3/3.1");
        }

        @Test
        void anEuiccItHasNoCertificateFor() throws Exception {
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(NOBODY), List.of(ci)))))
                    .isEqualTo("8.8.4/3.7");
        }

        @Test
        void byTheFirstCheckThatFails() throws Exception {
            var nothingFits = new EuiccInfo1(new Version(1, 0, 0), List.of(NOBODY), List.of(NOBODY));
            var tooOld = new EuiccInfo1(new Version(1, 0, 0), List.of(NOBODY), List.of(ci));

            assertThat(outcome(ask(CHALLENGE, nothingFits.encode(), "other.example.com")))
                    .isEqualTo("8.8.1/3.8");
            assertThat(outcome(ask(nothingFits))).isEqualTo("8.8.2/3.1");
            assertThat(outcome(ask(tooOld))).isEqualTo("8.8.3/3.1");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 15, 17, 32})
        void aChallengeOfAnotherLength(int octets) throws Exception {
            var answer = ask(Bytes.repeat(0x33, octets), known(SVN).encode(), TestSmDpPlus.ADDRESS);

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
            assertThat(message(answer)).contains("euiccChallenge");
        }

        @ParameterizedTest
        @ValueSource(ints = {0x82, 0xA9, 0xAA})
        void euiccInfo1WithoutAMember(int member) throws Exception {
            var answer = ask(CHALLENGE, Asked.without(known(SVN).encode(), member), TestSmDpPlus.ADDRESS);

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
            assertThat(message(answer)).containsAnyOf("svn", "ForVerification", "ForSigning");
        }

        @ParameterizedTest
        @ValueSource(strings = {"euiccChallenge", "euiccInfo1", "smdpAddress"})
        void aRequestWithoutAMember(String member) throws Exception {
            var body = TestSmDpPlus.initiate(smdp.euicc(1)).replace('"' + member + '"', "\"another\"");
            var answer = smdp.lpa("initiateAuthentication", body);

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
            assertThat(message(answer)).contains(member);
        }
    }
}
