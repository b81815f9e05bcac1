package org.esimtestbed.smds.es11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.json;
import static org.esimtestbed.smds.TestSmDs.message;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.TestSmDs.post;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.authentication.SvnRange;
import org.esimtestbed.rspserver.web.HeaderPolicy;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES11.InitiateAuthentication on the wire (SGP.22 §5.8.1).
class InitiateAuthenticationTest {
    private static final Bytes CHALLENGE = Bytes.repeat(0x33, 16);
    private static final Bytes NOBODY = Bytes.repeat(0x77, 20);
    private static final Version SVN = new Version(2, 2, 2);

    @TempDir
    static Path folder;

    private static TestSmDs smds;
    private static Bytes ci;

    @BeforeAll
    static void start() {
        smds = TestSmDs.root(folder);
        ci = TestSmDs.ci(smds.pki).subjectKeyIdentifier().orElseThrow();
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    private static HttpResponse<String> ask(Bytes challenge, Tlv info1, String address) throws IOException {
        return smds.es11("initiateAuthentication", """
                {"euiccChallenge":"%s","euiccInfo1":"%s","smdsAddress":"%s"}""".formatted(
                        challenge.base64(), info1.raw().base64(), address));
    }

    private static HttpResponse<String> ask(EuiccInfo1 info1) throws IOException {
        return ask(CHALLENGE, info1.encode(), TestSmDs.ADDRESS);
    }

    private static EuiccInfo1 known(Version svn) {
        return new EuiccInfo1(svn, List.of(ci), List.of(ci));
    }

    private static ServerSigned1 signed1(HttpResponse<String> answer) {
        return ServerSigned1.of(
                Tlv.parse(Bytes.base64(json(answer).path("serverSigned1").asString())));
    }

    @Nested
    class Answers {
        @Test
        void withItsCertificateAndWhatTheEuiccAsked() throws Exception {
            var answer = ask(known(SVN));

            assertThat(outcome(answer)).isEqualTo("Executed-Success");
            assertThat(json(answer).path("transactionId").asString())
                    .matches("[0-9A-F]{32}")
                    .isEqualTo(signed1(answer).transactionId().toString());
            assertThat(signed1(answer).euiccChallenge()).isEqualTo(CHALLENGE);
            assertThat(signed1(answer).serverAddress()).isEqualTo(TestSmDs.ADDRESS);
            assertThat(json(answer).path("serverCertificate").asString())
                    .isEqualTo(smds.pki
                            .smds("smds", TestPki.SMDS_OID)
                            .dsAuth()
                            .certificate()
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
                var signed1 = smds.initiated(smds.euicc(1));
                assertThat(seen.add(signed1.transactionId())).isTrue();
                assertThat(seen.add(signed1.serverChallenge())).isTrue();
            }
        }

        @Test
        void whateverTheCaseOfItsAddress() throws Exception {
            var upper = TestSmDs.ADDRESS.toUpperCase(Locale.ROOT);

            // the eUICC compares it with what it was told
            assertThat(signed1(ask(CHALLENGE, known(SVN).encode(), upper)).serverAddress())
                    .isEqualTo(upper);
        }

        @Test
        void lpasThatTakeItForAnSmdp() throws Exception {
            var body = TestSmDs.initiate(smds.euicc(1)).replace("smdsAddress", "smdpAddress");

            assertThat(outcome(
                            post(smds.lpa, smds.running.es11Port(), "/gsma/rsp2/es9plus/initiateAuthentication", body)))
                    .isEqualTo("Executed-Success");
        }

        @ParameterizedTest
        @ValueSource(strings = {"2.1.0", "2.2.2", "2.3.0", "2.5.0", "3.0.0", "3.1.0"})
        void eUiccsOfEveryVersion(String svn) throws Exception {
            assertThat(outcome(ask(known(Version.of(svn))))).isEqualTo("Executed-Success");
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
            assertThat(outcome(ask(CHALLENGE, known(SVN).encode(), "smdp.example.com")))
                    .isEqualTo("8.9.1/3.8");
        }

        @Test
        void anEuiccThatSignsUnderNoCiItTrusts() throws Exception {
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(ci), List.of(NOBODY)))))
                    .isEqualTo("8.9.2/3.1");
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(ci), List.of()))))
                    .isEqualTo("8.9.2/3.1");
        }

        @Test
        void anEuiccTooOld() throws Exception {
            assertThat(outcome(ask(known(new Version(2, 0, 9))))).isEqualTo("8.9.3/3.1");
        }

        @Test
        void anEuiccTooNewForIt(@TempDir Path own) throws Exception {
            var upTo23 = new SvnRange(new Version(2, 1, 0), Optional.of(new Version(2, 3, 0)));
            try (var old = TestSmDs.start(
                    own, it -> TestSettings.with(it, SmDsPolicy.standard().withSvns(upTo23)))) {
                var theirs = TestSmDs.ci(old.pki).subjectKeyIdentifier().orElseThrow();
                var info1 = new EuiccInfo1(new Version(2, 3, 1), List.of(theirs), List.of(theirs)).encode();
                var answer = old.es11("initiateAuthentication", """
                        {"euiccChallenge":"%s","euiccInfo1":"%s","smdsAddress":"%s"}""".formatted(
                                CHALLENGE.base64(), info1.raw().base64(), TestSmDs.ADDRESS));

                assertThat(outcome(answer)).isEqualTo("8.9.3/3.1");
            }
        }

        @Test
        void anEuiccItHasNoCertificateFor() throws Exception {
            assertThat(outcome(ask(new EuiccInfo1(SVN, List.of(NOBODY), List.of(ci)))))
                    .isEqualTo("8.9.4/3.7");
        }

        @Test
        void byTheFirstCheckThatFails() throws Exception {
            var nothingFits = new EuiccInfo1(new Version(1, 0, 0), List.of(NOBODY), List.of(NOBODY));
            var tooOld = new EuiccInfo1(new Version(1, 0, 0), List.of(NOBODY), List.of(ci));

            assertThat(outcome(ask(CHALLENGE, nothingFits.encode(), "other.example.com")))
                    .isEqualTo("8.9.1/3.8");
            assertThat(outcome(ask(nothingFits))).isEqualTo("8.9.2/3.1");
            assertThat(outcome(ask(tooOld))).isEqualTo("8.9.3/3.1");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 15, 17})
        void aChallengeOfAnotherLength(int octets) throws Exception {
            var answer = ask(Bytes.repeat(0x33, octets), known(SVN).encode(), TestSmDs.ADDRESS);

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
            assertThat(message(answer)).contains("euiccChallenge");
        }

        @ParameterizedTest
        @ValueSource(strings = {"euiccChallenge", "euiccInfo1", "smdsAddress"})
        void aRequestWithoutAMember(String member) throws Exception {
            var body = TestSmDs.initiate(smds.euicc(1)).replace('"' + member + '"', "\"another\"");
            var answer = smds.es11("initiateAuthentication", body);

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
            assertThat(message(answer)).contains(member);
        }

        @Test
        void anLpaWithoutItsHeadersWhereTheyAreWanted(@TempDir Path own) throws Exception {
            try (var strict = TestSmDs.start(
                    own, it -> TestSettings.with(it, SmDsPolicy.standard().withLpaHeaders(HeaderPolicy.STRICT)))) {
                assertThat(outcome(strict.es11("initiateAuthentication", TestSmDs.initiate(strict.euicc(1)))))
                        .isEqualTo("1.3.1/2.1"); // its User-Agent is that of the JDK
            }
        }
    }
}
