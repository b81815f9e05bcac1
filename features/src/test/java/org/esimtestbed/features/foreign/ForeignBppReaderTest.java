package org.esimtestbed.features.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.download.DeviceIdentity;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.EuiccSigned1;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Bound Profile Package of our SM-DP+, fetched over ES9+ by a test that plays the eUICC with a one-time key of its
/// own, and opened by [ForeignBppReader].
class ForeignBppReaderTest {
    private static final Crypto CRYPTO = Crypto.standard();
    private static final Eid EID = Eid.withCheckDigits(TestPki.EID_PREFIX + "%022d".formatted(4711));
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static KeyPair oneTime;
    private static byte[] oneTimePoint;
    private static OperatorApi.Order order;
    private static byte[] bpp;
    private static Bytes stored;
    private static X509Certificate dpPb;

    @BeforeAll
    static void fetch(@TempDir Path folder) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", "SunEC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        oneTime = generator.generateKeyPair();
        oneTimePoint = uncompressed((ECPublicKey) oneTime.getPublic());
        var settings = new EcosystemSettings(
                folder,
                Ports.anyFree(),
                List.of(ChosenProfile.generic()),
                Personality.honest(EuiccSettings.standard()),
                CRYPTO,
                InstantSource.system(),
                Tracer.NONE);
        try (var ecosystem = Ecosystem.start(settings);
                var operator = new OperatorApi(ecosystem.operatorUri())) {
            order = operator.order(ChosenProfile.GENERIC, Optional.empty(), Optional.empty(), Optional.empty());
            bpp = playEuicc(ecosystem).raw().toArray();
            stored = ecosystem
                    .smdp()
                    .orElseThrow()
                    .contents()
                    .packaged(order.iccid())
                    .profilePackage();
        }
    }

    /// SGP.22 §3.1.2 and §3.1.3 as far as the package, with signatures of a real CERT.EUICC.
    private static Tlv playEuicc(Ecosystem ecosystem) throws GeneralSecurityException {
        var code = ActivationCode.parse(order.activationCode().orElseThrow());
        var address = code.smdpAddress();
        var pki = ecosystem.pki();
        var euicc = pki.euicc(EID);
        var key = euicc.keyPair().privateKey();
        var ciKey = pki.folder()
                .readCertificate(PkiFolder.CI)
                .subjectKeyIdentifier()
                .orElseThrow();
        try (var smdp = ecosystem.es9Plus(Tracer.NONE)) {
            var info1 = new EuiccInfo1(Version.of("2.2.2"), List.of(ciKey), List.of(ciKey)).encode();
            var server = smdp.initiateAuthentication(
                    address, new InitiateAuthentication.Request(CRYPTO.random(16), info1, address));
            var euiccSigned1 = EuiccSigned1.encode(
                    server.transactionId(),
                    address,
                    ServerSigned1.of(server.serverSigned1()).serverChallenge(),
                    info2(ecosystem),
                    new CtxParams1(Optional.of(code.matchingId()), DeviceIdentity.simulated()).encode());
            var client = new AuthenticateServerResponse.Ok(
                    Signed.read(euiccSigned1, EuiccSigned1::of),
                    CRYPTO.sign(key, euiccSigned1.raw()),
                    euicc.certificate(),
                    pki.folder().readCertificate(PkiFolder.EUM));
            var offer = smdp.authenticateClient(
                    address, new AuthenticateClient.Request(server.transactionId(), client.encode()));
            dpPb = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            offer.smdpCertificate().raw().toArray()));
            var euiccSigned2 =
                    new EuiccSigned2(server.transactionId(), Bytes.copyOf(oneTimePoint), Optional.empty()).encode();
            var smdpSignature2 = offer.smdpSignature2().expect(Tags.SIGNATURE).value();
            var prepared = new PrepareDownloadResponse.Ok(
                    Signed.read(euiccSigned2, EuiccSigned2::of),
                    CRYPTO.sign(key, EuiccSigned2.covered(euiccSigned2, smdpSignature2)));
            return smdp.getBoundProfilePackage(
                            address, new GetBoundProfilePackage.Request(server.transactionId(), prepared.encode()))
                    .boundProfilePackage();
        }
    }

    /// What an eUICC of the testbed says of itself.
    private static Tlv info2(Ecosystem ecosystem) {
        try (var device = ecosystem.device(new InProcess(ecosystem.card(EID, CardStore.inMemory())))) {
            return device.euiccInfo().encode();
        }
    }

    private static byte[] uncompressed(ECPublicKey key) {
        var point = new byte[65];
        point[0] = 0x04;
        put(key.getW().getAffineX(), point, 33);
        put(key.getW().getAffineY(), point, 65);
        return point;
    }

    private static void put(BigInteger coordinate, byte[] point, int end) {
        var octets = coordinate.toByteArray();
        int size = Math.min(32, octets.length);
        System.arraycopy(octets, octets.length - size, point, end - size, size);
    }

    private static ForeignBppReader.Opened open() throws GeneralSecurityException {
        return ForeignBppReader.open(
                bpp, oneTime.getPrivate(), oneTimePoint, EID.bytes().toArray(), dpPb.getPublicKey());
    }

    @Test
    void findsTheProfileThatWasOrdered() throws GeneralSecurityException {
        var profile = open().profile();

        assertThat(profile).isEqualTo(stored.toArray());
        var elements = DataObject.row(profile);
        assertThat(elements.getFirst().tag()).isEqualTo("A0"); // ProfileHeader
        assertThat(elements.getLast().tag()).isEqualTo("AA"); // end
        assertThat(HEX.formatHex(elements.getFirst().octets()))
                .as("the ICCID in the ProfileHeader, digits in reading order")
                .contains(order.iccid().digits());
        assertThat(HEX.formatHex(profile))
                .as("EF.ICCID")
                .contains(swapped(order.iccid().digits()));
        assertThat(ProfilePackage.decode(Bytes.copyOf(profile)).iccid()).isEqualTo(order.iccid());
    }

    @Test
    void findsTheFunctionsOfEs8Plus() throws GeneralSecurityException {
        var opened = open();

        assertThat(DataObject.row(opened.configureIsdp()))
                .extracting(DataObject::tag)
                .containsExactly("BF24");
        var metadata = DataObject.row(opened.storeMetadata()).getFirst();
        assertThat(metadata.tag()).isEqualTo("BF25");
        assertThat(HEX.formatHex(metadata.member("5A").value()))
                .isEqualTo(swapped(order.iccid().digits()));
    }

    @Test
    void noOtherEuiccOpensIt() {
        var otherEid = EID.bytes().toArray();
        otherEid[15] ^= 0x01;

        assertThatThrownBy(() ->
                        ForeignBppReader.open(bpp, oneTime.getPrivate(), oneTimePoint, otherEid, dpPb.getPublicKey()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("MAC");
    }

    @Test
    void theSignatureCoversTheOneTimeKeyOfTheEuicc() {
        var otherPoint = Arrays.copyOf(oneTimePoint, 65);
        otherPoint[64] ^= 0x01;

        assertThatThrownBy(() -> ForeignBppReader.open(
                        bpp, oneTime.getPrivate(), otherPoint, EID.bytes().toArray(), dpPb.getPublicKey()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("smdpSign");
    }

    @Test
    void oneChangedOctetIsFound() {
        var changed = bpp.clone();
        changed[changed.length - 100] ^= 0x01;

        assertThatThrownBy(() -> ForeignBppReader.open(
                        changed, oneTime.getPrivate(), oneTimePoint, EID.bytes().toArray(), dpPb.getPublicKey()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("MAC");
    }

    @Test
    void theReaderSharesNothingWithTheReaderOfTheEuicc() {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameNotMatching(".*Test")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.esimtestbed.rsp..", "org.esimtestbed.euicc..", "org.esimtestbed.profilepackage..")
                .because("a reader that shares our code shares our mistakes")
                .check(new ClassFileImporter().importPackagesOf(ForeignBppReader.class));
    }

    private static String swapped(String digits) {
        var text = new StringBuilder(digits.length() % 2 == 0 ? digits : digits + "F");
        for (int i = 0; i < text.length(); i += 2) {
            char first = text.charAt(i);
            text.setCharAt(i, text.charAt(i + 1));
            text.setCharAt(i + 1, first);
        }
        return text.toString();
    }
}
