package org.esimtestbed.smdpplus.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.smdpplus.foreign.ForeignLpa.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions of a foreign LPA and eUICC with the SM-DP+ (SGP.22 §3.1.2, §3.1.3).
class ForeignSessionTest {
    private static final ForeignCurve CURVE = ForeignCurve.NIST_P256;
    private static final int LOAD_PROFILE_ELEMENTS = 5;

    @TempDir
    static Path folder;

    private static SmDpPlusUnderTest smdp;
    private static Es9Plus es9;

    @BeforeAll
    static void start() {
        smdp = SmDpPlusUnderTest.start(folder);
        es9 = Es9Plus.over(smdp.https(), smdp.es9());
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    private static ForeignLpa lpa(Es9Plus wire) {
        return new ForeignLpa(
                wire, smdp.card(CURVE, 1), ForeignTrust.in(smdp.ci(), smdp.now()), SmDpPlusUnderTest.ADDRESS);
    }

    @Test
    void recoversThePackageOctetByOctet() throws Exception {
        var lpa = lpa(es9);
        var iccid = smdp.released("");
        var session = lpa.authenticate(iccid);
        var recovered = lpa.download(session.offer(), Optional.empty());

        assertThat(session.offer().confirmationCodeRequired()).isFalse();
        assertThat(session.offer().bppEuiccOtpk()).isEmpty();
        assertThat(session.offer().iccid()).isEqualTo(SmDpPlusUnderTest.swapped(iccid));
        assertThat(recovered.profilePackage()).hasSizeGreaterThan(1020).isEqualTo(smdp.packageOf(iccid));
        assertThat(recovered.metadata().octets())
                .isEqualTo(session.offer().metadata().octets());
        assertThat(smdp.stateOf(iccid)).isEqualTo("DOWNLOADED");

        lpa.notifyInstalled(session);
        assertThat(smdp.stateOf(iccid)).isEqualTo("INSTALLED");
    }

    @Test
    void recoversThePackageWithTheConfirmationCode() throws Exception {
        var lpa = lpa(es9);
        var iccid = smdp.released("\"confirmationCode\":\"2468\",");
        var session = lpa.authenticate(iccid);

        assertThat(session.offer().confirmationCodeRequired()).isTrue();
        assertThatThrownBy(() -> lpa.download(session.offer(), Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("8.2.7/2.2,");
        assertThatThrownBy(() -> lpa.download(session.offer(), Optional.of("1357")))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("8.2.7/3.8,");
        assertThat(lpa.download(session.offer(), Optional.of("2468")).profilePackage())
                .isEqualTo(smdp.packageOf(iccid));
        lpa.notifyInstalled(session);
        assertThat(smdp.stateOf(iccid)).isEqualTo("INSTALLED");
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false", "true, true"})
    void recoversThePackageOfEveryKind(boolean ownKeys, boolean large) throws Exception {
        var lpa = lpa(es9);
        for (boolean code : new boolean[] {false, true}) {
            var iccid = smdp.released(ownKeys, large, code ? "\"confirmationCode\":\"2468\"," : "");
            var session = lpa.authenticate(iccid);
            var recovered = lpa.download(session.offer(), code ? Optional.of("2468") : Optional.empty());

            assertThat(session.offer().confirmationCodeRequired()).isEqualTo(code);
            assertThat(recovered.ownKeys()).isEqualTo(ownKeys);
            assertThat(recovered.profilePackage()).isEqualTo(smdp.packageOf(iccid));
            assertThat(recovered.metadata().octets().length).matches(octets -> large == octets > 1008);
            lpa.notifyInstalled(session);
            assertThat(smdp.stateOf(iccid)).isEqualTo("INSTALLED");
        }
    }

    @Test
    void givesTheSamePackageAgainToAnEuiccThatLostIt() throws Exception {
        var lpa = lpa(es9);
        var iccid = smdp.released("");
        lpa.download(lpa.authenticate(iccid).offer(), Optional.empty());

        assertThat(lpa.download(lpa.authenticate(iccid).offer(), Optional.empty())
                        .profilePackage())
                .isEqualTo(smdp.packageOf(iccid));
    }

    /// installFailedDueToInsufficientMemoryForProfile(10) can be mended, installFailedDueToDataMismatch(13) cannot.
    @ParameterizedTest
    @CsvSource({"10, RELEASED", "13, ERROR"})
    void tellsOfAnInstallationThatFailed(int errorReason, String state) throws Exception {
        var lpa = lpa(es9);
        var iccid = smdp.released("");
        var session = lpa.authenticate(iccid);
        lpa.download(session.offer(), Optional.empty());

        lpa.notifyFailed(session, LOAD_PROFILE_ELEMENTS, errorReason);

        assertThat(smdp.stateOf(iccid)).isEqualTo(state);
    }

    @Test
    void doesNotMoveAnOrderByANotificationSignedByNobody() throws Exception {
        var spoiled = lpa(Spoiled.request(es9, "handleNotification", "pendingNotification", "5F37"));
        var iccid = smdp.released("");
        var session = spoiled.authenticate(iccid);
        spoiled.download(session.offer(), Optional.empty());

        spoiled.notifyInstalled(session);

        assertThat(smdp.stateOf(iccid)).isEqualTo("DOWNLOADED");
    }

    @Test
    void takesNotificationsOfTheLaterLife() throws Exception {
        var lpa = lpa(es9);
        var iccid = smdp.released("");
        var session = lpa.authenticate(iccid);
        lpa.download(session.offer(), Optional.empty());
        lpa.notifyInstalled(session);
        var enabled = ForeignCard.notification(
                2,
                ForeignCard.ENABLE,
                SmDpPlusUnderTest.ADDRESS,
                session.offer().iccid());

        lpa.notify(lpa.card().otherNotification(enabled));

        assertThat(smdp.stateOf(iccid)).isEqualTo("INSTALLED");
    }

    @ParameterizedTest
    @CsvSource({"0, ERROR", "1, RELEASED"})
    void cancelsASession(int reason, String state) throws Exception {
        var lpa = lpa(es9);
        var iccid = smdp.released("");
        var session = lpa.authenticate(iccid);

        assertThatThrownBy(() -> lpa.cancelSession(session, "2.999.99", reason))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("8.8/3.10,");
        assertThat(smdp.stateOf(iccid)).isEqualTo("RELEASED");
        lpa.cancelSession(session, reason);

        assertThat(smdp.stateOf(iccid)).isEqualTo(state);
        assertThatThrownBy(() -> lpa.download(session.offer(), Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("8.10.1/3.9,");
    }

    /// Whether the server finds each signature of the eUICC that is wrong, and says so in the code of §5.6.
    @ParameterizedTest
    @CsvSource({
        "authenticateClient,     authenticateServerResponse, 5F37, 8.1/6.1",
        "getBoundProfilePackage, prepareDownloadResponse,    5F37, 8.1/6.1",
        "cancelSession,          cancelSessionResponse,      5F37, 8.1/6.1",
    })
    void isRefusedWithAWrongSignature(String function, String member, String tag, String code) throws Exception {
        var calls = new ArrayList<String>();
        Es9Plus heard = (called, request) -> {
            calls.add(called);
            return es9.call(called, request);
        };
        var lpa = lpa(Spoiled.request(heard, function, member, "A0", tag));
        var iccid = smdp.released("");

        assertThatThrownBy(() -> {
                    var session = lpa.authenticate(iccid);
                    if (function.equals("cancelSession")) lpa.cancelSession(session, ForeignCard.POSTPONED);
                    else lpa.download(session.offer(), Optional.empty());
                })
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(code + ",");
        assertThat(calls).last().isEqualTo(function);
        assertThat(smdp.stateOf(iccid)).isEqualTo("RELEASED");
    }

    /// CERT.EUICC and CERT.EUM with a signature that does not verify.
    @Test
    void isRefusedWithACertificateOfNobody() throws Exception {
        var iccid = smdp.released("");
        var card = smdp.card(CURVE, 1);
        var euicc = Spoiled.at(card.euicc(), card.euicc().length - 1);
        var eum = Spoiled.at(card.eum(), card.eum().length - 1);

        assertThatThrownBy(() -> with(new ForeignCard(CURVE, card.key(), euicc, card.eum(), card.ciKey()))
                        .authenticate(iccid))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("8.1.3/6.1,");
        assertThatThrownBy(() -> with(new ForeignCard(CURVE, card.key(), card.euicc(), eum, card.ciKey()))
                        .authenticate(iccid))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("8.1.2/6.1,");
    }

    private static ForeignLpa with(ForeignCard card) {
        return new ForeignLpa(es9, card, ForeignTrust.in(smdp.ci(), smdp.now()), SmDpPlusUnderTest.ADDRESS);
    }

    /// Whether the foreign LPA finds what is wrong on the wire, wherever it is: else its yes would be worth nothing.
    @ParameterizedTest
    @CsvSource({
        "initiateAuthentication, serverSigned1,       -1, serverSignature1",
        "initiateAuthentication, serverSignature1,    -1, serverSignature1",
        "initiateAuthentication, euiccCiPKIdToBeUsed, -1, euiccCiPKIdToBeUsed",
        "initiateAuthentication, serverCertificate,   -1, the CI does not stand for",
        "authenticateClient,     smdpSigned2,          5, smdpSignature2",
        "authenticateClient,     smdpSignature2,      -1, smdpSignature2",
        "authenticateClient,     smdpCertificate,     -1, the CI does not stand for",
        "authenticateClient,     profileMetadata,     -1, StoreMetadata",
        "getBoundProfilePackage, boundProfilePackage, 60, smdpSign",
        "getBoundProfilePackage, boundProfilePackage, -1, the MAC of a block 86",
    })
    void findsAWrongOctetOfTheServer(String function, String member, int position, String finding) throws Exception {
        var lpa = lpa(Spoiled.answer(es9, function, member, position));
        var iccid = smdp.released("");

        assertThatThrownBy(() -> lpa.download(lpa.authenticate(iccid).offer(), Optional.empty()))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining(finding);
    }
}
