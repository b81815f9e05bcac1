package org.esimtestbed.smdpplus.foreign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.bouncycastle.util.encoders.Hex;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.es9plus.Ordered;
import org.esimtestbed.smdpplus.fixture.FixtureFile;
import org.esimtestbed.smdpplus.profile.Protection;

/// The one place of this package that knows the testbed: it starts the server, orders as the operator does over ES2+,
/// and hands out keys and certificates as octets.
final class SmDpPlusUnderTest implements AutoCloseable {
    static final String ADDRESS = TestSmDpPlus.ADDRESS;
    private static final URI NO_CALLBACK = URI.create("https://localhost:1");

    private final TestSmDpPlus smdp;

    private SmDpPlusUnderTest(TestSmDpPlus smdp) {
        this.smdp = smdp;
    }

    /// Under a PKI of its own.
    static SmDpPlusUnderTest start(Path folder) {
        return new SmDpPlusUnderTest(new TestSmDpPlus(folder, NO_CALLBACK));
    }

    /// Under the published CI of SGP.26, with its DPauth and DPpb.
    ///
    /// @param published folder with `CERT_CI_ECDSA_NIST.der` and the others
    static SmDpPlusUnderTest startUnderSgp26(Path folder, Path published, ForeignCurve curve) {
        var pki = new TestPki(
                new PkiFolder(folder.resolve("pki"), Crypto.standard()), Crypto.standard(), InstantSource.system());
        pki.importSgp26(published, curve == ForeignCurve.NIST_P256 ? Curve.NIST_P256 : Curve.BRAINPOOL_P256R1);
        return new SmDpPlusUnderTest(new TestSmDpPlus(folder, NO_CALLBACK));
    }

    /// Under the published CIs of both curves at once, each with a listener of its own, as a fixture says.
    ///
    /// @param published folder with `CERT_CI_ECDSA_NIST.der` and the others
    static SmDpPlusUnderTest startUnderBothOfSgp26(Path folder, Path published) throws IOException {
        var p256 = imported(folder.resolve("NIST"), published, Curve.NIST_P256);
        imported(folder.resolve("BRP"), published, Curve.BRAINPOOL_P256R1);
        var fixture = Files.writeString(
                folder.resolve("server.yaml"),
                "server:\n  identities:\n" + identity(published, "NIST") + identity(published, "BRP")
                        + "  cis: [%1$s/CERT_CI_ECDSA_NIST.der, %1$s/CERT_CI_ECDSA_BRP.der]\n".formatted(published));
        var server = FixtureFile.read(fixture).server(Crypto.standard()).orElseThrow();
        return new SmDpPlusUnderTest(new TestSmDpPlus(p256, clock -> {
            var it = TestSmDpPlus.settings(folder, p256, TestSmDpPlus.h2(folder), NO_CALLBACK, clock);
            return new SmDpPlusSettings(
                    it.host(),
                    server.identities(),
                    it.spoilt(),
                    it.es2Port(),
                    server.cis(),
                    it.databaseUrl(),
                    it.masterKey(),
                    it.profileTypes(),
                    it.operators(),
                    it.policy(),
                    it.operation(),
                    it.crypto(),
                    it.clock(),
                    it.tracer());
        }));
    }

    private static TestPki imported(Path folder, Path published, Curve curve) {
        var pki = new TestPki(new PkiFolder(folder, Crypto.standard()), Crypto.standard(), InstantSource.system());
        pki.importSgp26(published, curve);
        return pki;
    }

    private static String identity(Path published, String suffix) {
        return """
                    - address: %3$s
                      port: 0
                      dp-auth: {certificate: %2$s/CERT_S_SM_DPauth_ECDSA_%1$s.der, key: %2$s/SK_S_SM_DPauth_ECDSA_%1$s.p8}
                      dp-pb: {certificate: %2$s/CERT_S_SM_DPpb_ECDSA_%1$s.der, key: %2$s/SK_S_SM_DPpb_ECDSA_%1$s.p8}
                      tls: {certificate: %1$s/dptls.pem, key: %1$s/dptls.p8}
                """.formatted(suffix, published, ADDRESS);
    }

    /// ES9+ of one of the listeners.
    String es9(int identity) {
        return "https://localhost:" + smdp.running.es9Port(identity) + "/gsma/rsp2/es9plus/";
    }

    HttpClient https() {
        return smdp.lpa;
    }

    String es9() {
        return smdp.es9();
    }

    /// The CI certificate, DER.
    byte[] ci() {
        return smdp.ci().der().toArray();
    }

    Instant now() {
        return smdp.clock.instant();
    }

    /// An eUICC of this PKI's EUM.
    ForeignCard card(ForeignCurve curve, int number) {
        var known = smdp.euicc(number);
        return new ForeignCard(
                curve,
                ForeignCurve.privateKey(
                        known.credential().keyPair().privateKey().getEncoded()),
                known.credential().certificate().der().toArray(),
                known.eum().der().toArray(),
                ForeignTrust.in(ci(), now()).keyIdentifier());
    }

    /// A Profile ordered, confirmed and released over ES2+; its MatchingID is the ICCID.
    ///
    /// @param more members of confirmOrder, each with a comma after it
    String released(String more) throws IOException {
        return smdp.released(more).digits();
    }

    /// A Profile like that, of another kind.
    ///
    /// @param ownKeys whether its elements go under keys of their own (§2.5.3)
    /// @param large   whether its metadata fills more than one block
    String released(boolean ownKeys, boolean large, String more) throws IOException {
        return Ordered.released(
                        smdp,
                        large ? Ordered.LARGE : Ordered.PLAIN,
                        ownKeys ? Protection.PROFILE_KEYS : Protection.SESSION_KEYS,
                        more)
                .digits();
    }

    /// The package as the server holds it, before any protection.
    byte[] packageOf(String iccid) {
        return smdp.running
                .contents()
                .packaged(new Iccid(iccid))
                .profilePackage()
                .toArray();
    }

    /// `RELEASED`, `DOWNLOADED`, `INSTALLED`, `ERROR`, …
    String stateOf(String iccid) {
        return smdp.running
                .orders()
                .find(new Iccid(iccid))
                .orElseThrow()
                .state()
                .name();
    }

    /// The ICCID as 5A holds it: nibbles swapped, padded with F.
    static byte[] swapped(String iccid) {
        var padded = iccid + "F".repeat(20 - iccid.length());
        var swapped = new StringBuilder();
        for (int i = 0; i < padded.length(); i += 2)
            swapped.append(padded.charAt(i + 1)).append(padded.charAt(i));
        return Hex.decode(swapped.toString());
    }

    @Override
    public void close() {
        smdp.close();
    }
}
