package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.AUTHENTICATE_CLIENT;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.testkit.Reissued;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What AuthenticateClient says of the certificates of an eUICC (SGP.22 §5.6.3, §4.5.2.2), in JSON and ASN.1.
class EuiccCertificatesTest {
    private static final Bytes NOBODY = Bytes.repeat(0x77, 20);

    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    private static Reissued eum() throws IOException {
        return Reissued.of(
                smdp.pki.folder().readCertificate(PkiFolder.EUM),
                smdp.pki.folder().read(PkiFolder.CI).keyPair());
    }

    private static Reissued euicc() throws IOException {
        return Reissued.of(
                smdp.euicc(1).credential().certificate(),
                smdp.pki.folder().read(PkiFolder.EUM).keyPair());
    }

    private static Instant now() {
        return smdp.clock.instant();
    }

    private static TestEuicc showingEum(Certificate eum) {
        return smdp.euicc(1).showing(smdp.euicc(1).credential().certificate(), eum);
    }

    private static TestEuicc showing(Certificate euicc) {
        return smdp.euicc(1).showing(euicc, smdp.euicc(1).eum());
    }

    private static void refused(TestEuicc euicc, String expected) throws IOException {
        var honest = smdp.euicc(1);
        var server = smdp.initiated(honest);
        var response = euicc.authenticate(server, honest.info2(1_000_000), TestEuicc.ctxParams1(Optional.of("X")));
        AUTHENTICATE_CLIENT.refuses(smdp, server.transactionId(), response, expected);
    }

    @Test
    void areTakenIfTheyWereOnlyIssuedOnceMore() throws Exception {
        var iccid = smdp.released("");

        assertThat(smdp.offered(showingEum(eum().sign()), iccid.digits())).isNotNull();
        assertThat(smdp.offered(showing(euicc().sign()), iccid.digits())).isNotNull();
    }

    enum SpoiledEum {
        SIGNED_BY_SOMEBODY_ELSE,
        FOR_ANOTHER_ROLE,
        FOR_NO_ROLE,
        WITHOUT_THE_RIGHT_TO_SIGN,
        NO_AUTHORITY,
        UNKNOWN_CRITICAL_EXTENSION,
        ANOTHER_ISSUER,
        NO_NAME_CONSTRAINTS,
        NO_KEY_IDENTIFIER_OF_ITS_CI,
        NOT_YET_VALID;

        Certificate certificate() throws IOException {
            return switch (this) {
                case SIGNED_BY_SOMEBODY_ELSE ->
                    eum().signedBy(smdp.euicc(1).credential().keyPair());
                case FOR_ANOTHER_ROLE -> eum().forRole(4).sign();
                case FOR_NO_ROLE -> eum().without(Extension.certificatePolicies).sign();
                case WITHOUT_THE_RIGHT_TO_SIGN ->
                    eum().withKeyUsage(KeyUsage.digitalSignature).sign();
                case NO_AUTHORITY -> eum().withBasicConstraints(false).sign();
                case UNKNOWN_CRITICAL_EXTENSION ->
                    eum().withUnknownCriticalExtension().sign();
                case ANOTHER_ISSUER ->
                    eum().namingAsIssuer("CN=Somebody,O=else").sign();
                case NO_NAME_CONSTRAINTS ->
                    eum().without(Extension.nameConstraints).sign();
                case NO_KEY_IDENTIFIER_OF_ITS_CI ->
                    eum().without(Extension.authorityKeyIdentifier).sign();
                case NOT_YET_VALID -> eum().notYetValid(now()).sign();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAnEumMustBeRight(SpoiledEum spoiled) throws Exception {
        refused(showingEum(spoiled.certificate()), "8.1.2/6.1 1");
    }

    enum SpoiledEuicc {
        SIGNED_BY_SOMEBODY_ELSE,
        FOR_ANOTHER_ROLE,
        FOR_NO_ROLE,
        WITHOUT_THE_RIGHT_TO_SIGN,
        AUTHORITY,
        UNKNOWN_CRITICAL_EXTENSION,
        ANOTHER_ISSUER,
        ANOTHER_KEY_IDENTIFIER_OF_ITS_EUM,
        NO_KEY_IDENTIFIER_OF_ITS_EUM,
        AN_EID_ITS_EUM_MAY_NOT_USE,
        ANOTHER_ORGANISATION_THAN_ITS_EUM_MAY_NAME,
        NO_EID,
        NOT_YET_VALID;

        Certificate certificate() throws IOException {
            var organisation = "C=DE,O=" + TestPki.EUM_ORGANISATION;
            return switch (this) {
                case SIGNED_BY_SOMEBODY_ELSE ->
                    euicc().signedBy(smdp.euicc(2).credential().keyPair());
                case FOR_ANOTHER_ROLE -> euicc().forRole(2).sign();
                case FOR_NO_ROLE ->
                    euicc().without(Extension.certificatePolicies).sign();
                case WITHOUT_THE_RIGHT_TO_SIGN ->
                    euicc().withKeyUsage(KeyUsage.keyAgreement).sign();
                case AUTHORITY -> euicc().withBasicConstraints(true).sign();
                case UNKNOWN_CRITICAL_EXTENSION ->
                    euicc().withUnknownCriticalExtension().sign();
                case ANOTHER_ISSUER ->
                    euicc().namingAsIssuer("CN=Somebody,O=else").sign();
                case ANOTHER_KEY_IDENTIFIER_OF_ITS_EUM ->
                    euicc().underKeyIdentifier(NOBODY).sign();
                case NO_KEY_IDENTIFIER_OF_ITS_EUM ->
                    euicc().without(Extension.authorityKeyIdentifier).sign();
                case AN_EID_ITS_EUM_MAY_NOT_USE ->
                    euicc().forSubject(organisation + ",serialNumber=89049033123451234512345678901234,CN=Test eUICC")
                            .sign();
                case ANOTHER_ORGANISATION_THAN_ITS_EUM_MAY_NAME ->
                    euicc().forSubject("C=DE,O=else,serialNumber=89049032123451234512345678901235,CN=Test eUICC")
                            .sign();
                case NO_EID ->
                    euicc().forSubject(organisation + ",serialNumber=89049032,CN=Test eUICC")
                            .sign();
                case NOT_YET_VALID -> euicc().notYetValid(now()).sign();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAnEuiccMustBeRight(SpoiledEuicc spoiled) throws Exception {
        refused(showing(spoiled.certificate()), "8.1.3/6.1 3");
    }

    @Test
    void thatHaveExpiredAreToldApart() throws Exception {
        refused(showingEum(eum().expired(now()).sign()), "8.1.2/6.3 2");
        refused(showing(euicc().expired(now()).sign()), "8.1.3/6.3 4");
    }

    @Test
    void areAnsweredByTheFirstCheckThatFails() throws Exception {
        // signature and validity before role
        refused(showingEum(eum().expired(now()).forRole(4).sign()), "8.1.2/6.3 2");
        refused(showing(euicc().expired(now()).forRole(2).sign()), "8.1.3/6.3 4");
        refused(
                showingEum(
                        eum().expired(now()).signedBy(smdp.euicc(1).credential().keyPair())),
                "8.1.2/6.1 1");
        // the EUM before the eUICC
        refused(
                smdp.euicc(1)
                        .showing(euicc().forRole(2).sign(), eum().expired(now()).sign()),
                "8.1.2/6.3 2");
    }

    @Test
    void underACiNobodyTrustsAreOfAnUnknownCi() throws Exception {
        refused(showingEum(eum().underKeyIdentifier(NOBODY).sign()), "8.11.1/3.9 9");
    }

    @Test
    void mayNameAnEidWhoseCheckDigitsAreWrong() throws Exception {
        var name =
                "C=DE,O=" + TestPki.EUM_ORGANISATION + ",serialNumber=89049032123451234512345678901299,CN=Test eUICC";
        var euicc = showing(euicc().forSubject(name).sign());
        var server = smdp.initiated(euicc);
        var answer = AUTHENTICATE_CLIENT.json(
                smdp,
                server.transactionId(),
                euicc.authenticate(server, smdp.released("").digits()).encode());

        assertThat(outcome(answer)).isEqualTo("Executed-Success");
    }
}
