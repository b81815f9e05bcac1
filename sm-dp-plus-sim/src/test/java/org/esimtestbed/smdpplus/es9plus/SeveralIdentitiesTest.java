package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Request;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// One SM-DP+ under a CI on P-256 and one on brainpoolP256r1: what an eUICC gets is for the eUICC to choose
/// (SGP.22 §5.6.1).
class SeveralIdentitiesTest {
    private static final String ADDRESS = "smdp.example.com";
    private static final Version SVN = new Version(2, 2, 2);

    @TempDir
    static Path folder;

    private Database database;
    private TestPki nist;
    private TestPki brainpool;

    @BeforeEach
    void open(TestInfo test) {
        database =
                Database.named("identities" + test.getTestMethod().orElseThrow().getName());
        nist = pki("nist", Curve.NIST_P256);
        brainpool = pki("brainpool", Curve.BRAINPOOL_P256R1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static TestPki pki(String name, Curve curve) {
        var pki = new TestPki(
                new PkiFolder(folder.resolve(name), Crypto.standard()), Crypto.standard(), InstantSource.system());
        if (!pki.folder().has(PkiFolder.CI)) pki.init(curve);
        return pki;
    }

    private static Certificate ci(TestPki pki) {
        return pki.folder().readCertificate(PkiFolder.CI);
    }

    private static Bytes key(TestPki pki) {
        return ci(pki).subjectKeyIdentifier().orElseThrow();
    }

    private InitiateAuthentication server(TestPki... pkis) {
        var clock = new MovableClock(Instant.now());
        var identities = Stream.of(pkis)
                .map(pki -> new ServerIdentity(
                        ADDRESS,
                        0,
                        pki.folder().read(TestPki.DP_AUTH_NAME),
                        pki.folder().read(TestPki.DP_PB_NAME),
                        pki.folder().read(TestPki.DP_TLS_NAME)))
                .toList();
        var cis = List.of(ci(nist), ci(brainpool));
        return new InitiateAuthentication(
                new Sessions(database.jdbc(), clock, Duration.ofHours(1), Duration.ofDays(30)),
                Crypto.standard(),
                new CertificateChain(Crypto.standard(), clock, cis, RevocationList.EMPTY),
                identities,
                ServerPolicy.standard());
    }

    private static Request asking(List<Bytes> verification, List<Bytes> signing) {
        return new Request(Bytes.repeat(0x33, 16), new EuiccInfo1(SVN, verification, signing).encode(), ADDRESS);
    }

    private static void assertProves(TestPki pki, List<Bytes> preferred, InitiateAuthentication server) {
        var answer = server.answer(asking(preferred, preferred));
        var certificate = new Certificate(answer.serverCertificate());

        assertThat(certificate).isEqualTo(pki.folder().readCertificate(TestPki.DP_AUTH_NAME));
        assertThat(answer.euiccCiPKIdToBeUsed().value()).isEqualTo(key(pki));
        assertThat(Crypto.standard()
                        .verify(
                                certificate.publicKey(),
                                answer.serverSigned1().raw(),
                                answer.serverSignature1().value()))
                .isTrue();
    }

    @Test
    void isWhoTheEuiccPrefers() {
        var server = server(nist, brainpool);
        var swapped = server(brainpool, nist);

        assertProves(nist, List.of(key(nist), key(brainpool)), server);
        assertProves(brainpool, List.of(key(brainpool), key(nist)), server);
        assertProves(nist, List.of(key(nist), key(brainpool)), swapped);
        assertProves(brainpool, List.of(key(brainpool), key(nist)), swapped);
        assertProves(brainpool, List.of(key(brainpool)), server);
        assertProves(nist, List.of(key(nist)), swapped);
    }

    @Test
    void isOneWhileTheEuiccIsTheOther() {
        var answer = server(nist, brainpool).answer(asking(List.of(key(brainpool)), List.of(key(nist))));

        assertThat(new Certificate(answer.serverCertificate()))
                .isEqualTo(brainpool.folder().readCertificate(TestPki.DP_AUTH_NAME));
        assertThat(answer.euiccCiPKIdToBeUsed().value()).isEqualTo(key(nist));
    }

    @Test
    void isNobodyToAnEuiccThatVerifiesUnderACiItHasNoCertificateOf() {
        var onlyNist = server(nist); // which trusts eUICCs of both

        assertThatThrownBy(() -> onlyNist.answer(asking(List.of(key(brainpool)), List.of(key(nist)))))
                .isInstanceOfSatisfying(
                        FunctionRefused.class,
                        refused -> assertThat(refused.statusCode().code()).isEqualTo("8.8.4/3.7"));
    }
}
