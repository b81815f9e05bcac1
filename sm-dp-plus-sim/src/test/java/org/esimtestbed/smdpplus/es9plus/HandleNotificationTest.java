package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.TestSmDpPlus.Offer;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ES9+.HandleNotification on the wire (SGP.22 §5.6.4).
class HandleNotificationTest {
    private static final int INTERRUPTION = 11;
    private static final int DATA_MISMATCH = 13;

    @TempDir
    static Path folder;

    private static ToldOperator operator;
    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() throws Exception {
        operator = new ToldOperator();
        smdp = new TestSmDpPlus(folder, operator.address());
    }

    @AfterAll
    static void stop() {
        smdp.close();
        operator.close();
    }

    private static OrderState state(Iccid iccid) {
        return smdp.running.orders().find(iccid).orElseThrow().state();
    }

    private static Offer bound(TestEuicc euicc, Iccid iccid) throws IOException {
        var offer = smdp.offered(euicc, iccid.digits());
        assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()))))
                .isEqualTo("Executed-Success");
        return offer;
    }

    private static void acknowledged(Tlv notification) throws IOException {
        var told = Asked.notify(smdp, notification);
        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(told.body()).isEmpty();
        assertThat(told.headers().firstValue("X-Admin-Protocol")).hasValue("gsma/rsp/v2.2.2");
    }

    private static Tlv installed(Offer offer, Iccid iccid) {
        return offer.euicc().installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS);
    }

    private static Tlv failed(Offer offer, Iccid iccid, int errorReason) {
        return offer.euicc().failed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS, errorReason);
    }

    @Nested
    class AnInstallationResult {
        @Test
        void ofSuccessEndsTheOrder() throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(1), iccid);
            var result = installed(offer, iccid);

            acknowledged(result);

            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
            var told = operator.awaited(iccid, 2).getLast();
            assertThat(told.path("notificationPointId").asInt()).isEqualTo(ToldOperator.BPP_INSTALLATION);
            assertThat(told.at("/notificationPointStatus/status").asString()).isEqualTo("Executed-Success");
            assertThat(told.path("resultData").asString())
                    .isEqualTo(result.raw().base64());
        }

        @ParameterizedTest
        @CsvSource({
            "1, ERROR, incorrectInputValues",
            "2, RELEASED, invalidSignature",
            "3, RELEASED, invalidTransactionId",
            "4, ERROR, unsupportedCrtValues",
            "5, ERROR, unsupportedRemoteOperationType",
            "6, ERROR, unsupportedProfileClass",
            "7, RELEASED, scp03tStructureError",
            "8, RELEASED, scp03tSecurityError",
            "9, ERROR, installFailedDueToIccidAlreadyExistsOnEuicc",
            "10, RELEASED, installFailedDueToInsufficientMemoryForProfile",
            "11, RELEASED, installFailedDueToInterruption",
            "12, ERROR, installFailedDueToPEProcessingError",
            "13, ERROR, installFailedDueToDataMismatch",
            "14, ERROR, testProfileInstallFailedDueToInvalidNaaKey",
            "15, ERROR, pprNotAllowed",
            "16, RELEASED, installFailedDueToUnknownError",
            "127, RELEASED, installFailedDueToUnknownError"
        })
        void ofFailureMovesTheOrderAsItsReasonSays(int errorReason, OrderState after, String title) throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(1), iccid);
            var result = failed(offer, iccid, errorReason);

            acknowledged(result);

            assertThat(state(iccid)).isEqualTo(after);
            var told = operator.awaited(iccid, 2).getLast();
            assertThat(told.path("notificationPointId").asInt()).isEqualTo(ToldOperator.BPP_INSTALLATION);
            assertThat(told.at("/notificationPointStatus/status").asString()).isEqualTo("Failed");
            assertThat(told.at("/notificationPointStatus/statusCodeData/message")
                            .asString())
                    .contains(title);
            assertThat(told.path("resultData").asString())
                    .isEqualTo(result.raw().base64());
        }

        @Test
        void twiceIsToldOnce() throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(1), iccid);

            acknowledged(failed(offer, iccid, INTERRUPTION));
            acknowledged(failed(offer, iccid, INTERRUPTION));
            acknowledged(installed(offer, iccid)); // of the same session: it has had its result

            assertThat(state(iccid)).isEqualTo(OrderState.RELEASED);
            var again = bound(smdp.euicc(1), iccid);
            acknowledged(installed(again, iccid));
            // the two of the first attempt, then the two of the second, and nothing between
            assertThat(operator.awaited(iccid, 4))
                    .extracting(it -> it.path("notificationPointId").asInt()
                            + it.at("/notificationPointStatus/status").asString())
                    .containsExactly("3Executed-Success", "4Failed", "3Executed-Success", "4Executed-Success");
        }

        @Test
        void isTakenLongAfterTheSession() throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(1), iccid);
            smdp.clock.pass(Duration.ofDays(29));

            acknowledged(installed(offer, iccid));

            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", // no metadata at all
                    "BF2F00",
                    "BF2F0A 8001 00 8102 0000 0C01 61", // no event
                    "BF2F17 8001 01 8102 0780 0C02 6162 5A0A 8901000000123456789F" // no ICCID
                })
        void countsWhateverItsMetadataIs(String metadata) throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(1), iccid);
            var data = installed(offer, iccid).child(0xBF27);
            var odd = Tlv.of(
                    0xBF27,
                    TransactionIdTag.encode(offer.transactionId())
                            .raw()
                            .plus(Bytes.hex(metadata.replace(" ", "")))
                            .plus(data.child(0xA2).raw()));

            acknowledged(offer.euicc().result(odd));

            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
        }

        @Test
        void signedByAnotherEuiccIsNotBelieved() throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(2), iccid);

            acknowledged(smdp.euicc(3).installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS));
            var honest = installed(offer, iccid);
            acknowledged(Asked.with(honest, Tlv.of(0x5F37, Bytes.EMPTY)));
            acknowledged(Asked.with(
                    failed(offer, iccid, DATA_MISMATCH),
                    Tlv.of(0x5F37, honest.child(0x5F37).value())));

            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
        }

        @Test
        void ofNoSessionIsAcknowledged() throws Exception {
            var iccid = smdp.released("");
            var notBound = smdp.offered(smdp.euicc(2), iccid.digits());

            acknowledged(installed(notBound, iccid));

            assertThat(state(iccid)).isEqualTo(OrderState.RELEASED);
        }
    }

    /// Two sessions of one eUICC for one Profile.
    @Nested
    class OfTwoSessions {
        @ParameterizedTest
        @ValueSource(ints = {INTERRUPTION, DATA_MISMATCH})
        void theFailureOfTheOlderUndoesNothing(int errorReason) throws Exception {
            var iccid = smdp.released("");
            var older = bound(smdp.euicc(1), iccid);
            var newer = bound(smdp.euicc(1), iccid);

            acknowledged(failed(older, iccid, errorReason));
            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);

            acknowledged(installed(newer, iccid));
            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
            assertThat(operator.awaited(iccid, 3))
                    .extracting(it -> it.at("/notificationPointStatus/status").asString())
                    .containsOnly("Executed-Success");
        }

        @Test
        void theFailureOfTheNewerCounts() throws Exception {
            var iccid = smdp.released("");
            bound(smdp.euicc(1), iccid);

            acknowledged(failed(bound(smdp.euicc(1), iccid), iccid, DATA_MISMATCH));

            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
        }

        @Test
        void theSuccessOfTheOlderCounts() throws Exception {
            var iccid = smdp.released("");
            var older = bound(smdp.euicc(1), iccid);
            var newer = bound(smdp.euicc(1), iccid);

            acknowledged(installed(older, iccid));
            acknowledged(failed(newer, iccid, DATA_MISMATCH));

            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
        }

        @Test
        void theSuccessOfTheOlderCountsEvenAfterTheEnd() throws Exception {
            var iccid = smdp.released("");
            var older = bound(smdp.euicc(1), iccid);
            var newer = bound(smdp.euicc(1), iccid);

            acknowledged(failed(newer, iccid, DATA_MISMATCH)); // the ICCID was there already, as it were
            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
            acknowledged(installed(older, iccid));

            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
        }

        @Test
        void theFailureOfOneThatWasGivenUpUndoesNothing() throws Exception {
            var iccid = smdp.released("");
            var older = bound(smdp.euicc(1), iccid);
            var cancelled =
                    older.euicc().cancelSession(older.transactionId(), TestPki.SMDP_OID, CancelSessionReason.POSTPONED);
            assertThat(outcome(Asked.CANCEL_SESSION.json(smdp, older.transactionId(), cancelled)))
                    .isEqualTo("Executed-Success");
            bound(smdp.euicc(1), iccid);

            acknowledged(failed(older, iccid, DATA_MISMATCH));

            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
        }
    }

    @Nested
    class AnotherNotification {
        @Test
        void isAcknowledgedAndMovesNoOrder() throws Exception {
            var iccid = smdp.released("");
            var offer = bound(smdp.euicc(1), iccid);

            acknowledged(smdp.euicc(1).enabled(iccid, TestSmDpPlus.ADDRESS));
            acknowledged(smdp.euicc(2).enabled(iccid, TestSmDpPlus.ADDRESS));

            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
            assertThat(offer).isNotNull();
        }

        @Test
        void ofAProfileNobodyOrderedIsAcknowledged() throws Exception {
            acknowledged(smdp.euicc(2).enabled(smdp.newIccid(), TestSmDpPlus.ADDRESS));
        }

        @Test
        void thatCannotBeReadIsAcknowledged() throws Exception {
            acknowledged(Tlv.of(0x30, Bytes.EMPTY));
            acknowledged(Tlv.of(0xBF37, Bytes.EMPTY));
            acknowledged(Tlv.of(0xBF37, Tlv.of(0xBF27, Bytes.EMPTY), Tlv.of(0x5F37, Bytes.EMPTY)));
        }

        @Test
        void thatIsNoneIsAnsweredWith400() throws Exception {
            assertThat(Asked.notify(smdp, Tlv.of(0xBF2D, Bytes.EMPTY)).statusCode())
                    .isEqualTo(400);
            assertThat(smdp.lpa("handleNotification", "{}").statusCode()).isEqualTo(400);
            assertThat(smdp.lpa("handleNotification", "{\"pendingNotification\":\"vzc=\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
