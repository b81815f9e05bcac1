package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.euicc.SampleProfile.ADM1;
import static org.esimtestbed.euicc.SampleProfile.K;
import static org.esimtestbed.euicc.SampleProfile.OPC;
import static org.esimtestbed.euicc.SampleProfile.PIN1;
import static org.esimtestbed.euicc.SampleProfile.PIN2;
import static org.esimtestbed.euicc.SampleProfile.PUK1;
import static org.esimtestbed.euicc.SampleProfile.USIM;

import java.io.IOException;
import java.util.Optional;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.aka.AuthenticationVector;
import org.esimtestbed.rsp.aka.Auts;
import org.esimtestbed.rsp.aka.GsmKeys;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiccTest {
    private static final String WRONG = "3030303030303030";
    private final SampleCard sample = SampleCard.withProfile();
    private final Terminal terminal = sample.terminal();

    private void selectUsim() {
        terminal.expect("9000", "00A4040C0C" + USIM);
    }

    private void verifyPin1() {
        terminal.expect("9000", "0020000108" + PIN1);
    }

    @Nested
    @DisplayName("TS 102 221 §11.1.1 SELECT")
    class Select {
        @ParameterizedTest
        @CsvSource({
            "00A4000C022FE2, 9000", // by identifier below the MF
            "00A4080C022FE2, 9000", // by path from the MF
            "00A4080C047F106F3A, 9000",
            "00A4080C063F007F106F3A, 9000",
            "00A4090C047F106F3A, 9000",
            "00A4080C047F102FE2, 6A82",
            "00A4080C042FE26F3A, 6A82", // nothing is below an EF
            "00A4080C027FFF, 6A82", // no ADF is active yet
            "00A4000C02AAAA, 6A82",
            "00A4010C022FE2, 6A82", // no DF
            "00A4010C027F10, 9000",
            "00A4030C, 6A82", // the MF has no parent
            "00A4080C037F1000, 6700",
            "00A4000C012F, 6700",
            "00A4020C027F10, 6A86",
            "00A40007027F10, 6A86"
        })
        void reaches(String command, String statusWord) {
            assertThat(terminal.send(command)).isEqualTo(statusWord);
        }

        @Test
        void theActiveAdfIsAddressedBy7fff() {
            selectUsim();
            terminal.expect("9000", "00A4000C023F00", "00A4080C047FFF6F07", "00A4000C027FFF", "00A4000C026F07");
        }

        @Test
        void theParentOfADfIsTheMf() {
            terminal.expect("9000", "00A4000C027F10", "00A4030C", "00A4000C022FE2");
        }

        @Test
        void anEfIsDescribedByItsFcp() {
            var fcp = Tlv.parse(withoutStatus(terminal.send("00A4080404" + "7F106F3A" + "00")));
            assertThat(fcp.child(0x82).value().hex()).isEqualTo("4221000403");
            assertThat(fcp.child(0x83).value().hex()).isEqualTo("6F3A");
            assertThat(fcp.child(0x8A).value().hex()).isEqualTo("05");
            assertThat(fcp.child(0x8B).value().hex()).isEqualTo("2F0602");
            assertThat(fcp.child(0x80).value().hex()).isEqualTo("000C");
            assertThat(fcp.child(0x88).value().isEmpty()).isTrue();
        }

        @Test
        void anAdfShowsItsNameAndWhichPinsAreEnabled() {
            var fcp = Tlv.parse(withoutStatus(terminal.send("00A404040C" + USIM + "00")));
            assertThat(fcp.child(0x84).value()).isEqualTo(USIM.bytes());
            assertThat(fcp.child(0xC6).value().hex()).isEqualTo("9001E0" + "830101" + "830181" + "83010A");
            terminal.expect("9000", "0026000108" + PIN1);
            fcp = Tlv.parse(withoutStatus(terminal.send("80F2000000")));
            assertThat(Tlv.first(fcp.child(0xC6).value()).value().hex()).isEqualTo("60");
        }

        @Test
        void statusNamesTheApplication() {
            selectUsim();
            assertThat(terminal.send("80F2000100")).isEqualTo("840C" + USIM + "9000");
            terminal.expect("9000", "80F2000C");
            terminal.expect("6A86", "80F20302");
        }
    }

    @Nested
    @DisplayName("TS 102 221 §11.1.3 to §11.1.8, reading and writing")
    class Files {
        @Test
        void aTransparentFileIsReadFromAnyOffsetAndBySfi() {
            terminal.expect("9000", "00A4000C022FE2");
            assertThat(terminal.send("00B0000000")).isEqualTo("980010325476981032149000");
            assertThat(terminal.send("00B0000802")).isEqualTo("32149000");
            assertThat(terminal.send("00B0000803")).isEqualTo("6C02");
            assertThat(terminal.send("00B0000B01")).isEqualTo("6B00");
            assertThat(terminal.send("00A4000C027F10")).isEqualTo("9000");
            assertThat(terminal.send("00B0820001")).isEqualTo("6A82"); // no such SFI below DF.TELECOM
            terminal.expect("9000", "00A4000C023F00");
            assertThat(terminal.send("00B0820901")).isEqualTo("149000");
        }

        @Test
        void aLongFileComesInPieces() {
            selectUsim();
            verifyPin1();
            assertThat(terminal.send("00B08B0000")).isEqualTo("FF".repeat(256) + "9000");
            assertThat(terminal.send("00B0010000")).isEqualTo("FF".repeat(44) + "9000");
            assertThat(terminal.send("00B00000000000")).isEqualTo("FF".repeat(300) + "9000");
        }

        @Test
        void anUpdateStaysAndMustFit() {
            selectUsim();
            verifyPin1();
            terminal.expect("9000", "00A4000C026F7E", "00D6012802ABCD");
            assertThat(terminal.send("00B0012704")).isEqualTo("FFABCDFF9000");
            terminal.expect("6700", "00D6012B02ABCD");
            terminal.expect("6B00", "00D6012D01AB");
            sample.card().reset();
            selectUsim();
            verifyPin1();
            terminal.expect("9000", "00A4000C026F7E");
            assertThat(terminal.send("00B0012802")).isEqualTo("ABCD9000");
        }

        @Test
        void recordsAreReadByNumberAndOneAfterAnother() {
            terminal.expect("9000", "00A4080C047F106F3A", "0020000108" + PIN1);
            assertThat(terminal.send("00B2020404")).isEqualTo("BBBBBBBB9000");
            assertThat(terminal.send("00B2000404")).isEqualTo("6A83"); // there is no current record yet
            assertThat(terminal.send("00B2000204")).isEqualTo("AAAAAAAA9000");
            assertThat(terminal.send("00B2000204")).isEqualTo("BBBBBBBB9000");
            assertThat(terminal.send("00B2000400")).isEqualTo("BBBBBBBB9000");
            assertThat(terminal.send("00B2000204")).isEqualTo("CCCCCCCC9000");
            assertThat(terminal.send("00B2000204")).isEqualTo("6A83");
            assertThat(terminal.send("00B2000304")).isEqualTo("BBBBBBBB9000");
            assertThat(terminal.send("00B2040404")).isEqualTo("6A83");
            assertThat(terminal.send("00B2010405")).isEqualTo("6C04");
            assertThat(terminal.send("00B0000000")).isEqualTo("6981");
            assertThat(terminal.send("00DC020404" + "12345678")).isEqualTo("9000");
            assertThat(terminal.send("00B2020404")).isEqualTo("123456789000");
            assertThat(terminal.send("00DC020403" + "123456")).isEqualTo("6700");
        }

        @Test
        void aCyclicFileTurnsAndCounts() {
            selectUsim();
            verifyPin1();
            terminal.expect("9000", "00A4000C026F39");
            assertThat(terminal.send("00B2010403")).isEqualTo("0000039000");
            assertThat(terminal.send("80320000" + "03" + "000010" + "00")).isEqualTo("0000130000109000");
            assertThat(terminal.send("00B2010403") + terminal.send("00B2020403") + terminal.send("00B2030403"))
                    .isEqualTo("0000139000" + "0000039000" + "0000029000");
            assertThat(terminal.send("00DC000303" + "FFFFFF")).isEqualTo("9000");
            assertThat(terminal.send("80320000" + "01" + "01")).isEqualTo("9850");
            terminal.expect("6981", "00DC010403" + "000000");
        }

        @Test
        void aSearchFindsTheRecordsThatHoldThePattern() {
            terminal.expect("9000", "00A4080C047F106F3A", "0020000108" + PIN1);
            assertThat(terminal.send("00A2010402" + "BBBB" + "00")).isEqualTo("029000");
            assertThat(terminal.send("00A2030502" + "AAAA" + "00")).isEqualTo("019000");
            assertThat(terminal.send("00A2010402" + "DDDD" + "00")).isEqualTo("6282");
            assertThat(terminal.send("00A2010604" + "0403" + "CCCC" + "00")).isEqualTo("6282");
            assertThat(terminal.send("00A2010604" + "0402" + "CCCC" + "00")).isEqualTo("039000");
        }

        @Test
        void dataObjectsAreRetrievedSetAndRemoved() {
            selectUsim();
            verifyPin1();
            terminal.expect("9000", "00A4000C024F99");
            assertThat(terminal.send("80CB0080015C00")).isEqualTo("5C0280819000");
            assertThat(terminal.send("80CB0080018100")).isEqualTo("81030304059000");
            assertThat(terminal.send("80CB0080018200")).isEqualTo("6A88");
            assertThat(terminal.send("80DB00800482027788")).isEqualTo("9000");
            assertThat(terminal.send("80CB0080018202")).isEqualTo("820262F1");
            assertThat(terminal.send("80CB000000")).isEqualTo("77889000");
            assertThat(terminal.send("80DB00800180")).isEqualTo("9000");
            assertThat(terminal.send("80CB0080015C00")).isEqualTo("5C0281829000");
            assertThat(terminal.send("80DB008003830499")).isEqualTo("63F1");
            assertThat(terminal.send("80DB000003AABBCC")).isEqualTo("9000");
            assertThat(terminal.send("80CB0080018300")).isEqualTo("830499AABBCC9000");
        }
    }

    @Nested
    @DisplayName("TS 102 221 §9.2 access rules")
    class AccessRules {
        @Test
        void readingNeedsThePinAndUpdatingPin2OrAdm() {
            selectUsim();
            terminal.expect("9000", "00A4000C026F07");
            terminal.expect("6982", "00B0000009", "00D6000001" + "08");
            verifyPin1();
            assertThat(terminal.send("00B0000001")).isEqualTo("089000");
            terminal.expect("6982", "00D6000001" + "08");
            terminal.expect("9000", "0020008108" + PIN2, "00D6000001" + "08");
            sample.card().reset();
            selectUsim();
            terminal.expect("9000", "0020000A08" + ADM1, "00A4000C026F07", "00D6000001" + "08");
            terminal.expect("6982", "00B0000001");
        }

        @Test
        void bothOrNever() {
            selectUsim();
            verifyPin1();
            terminal.expect("9000", "00A4000C026FF1");
            terminal.expect("6982", "00B0000001");
            terminal.expect("9000", "0020008108" + PIN2);
            assertThat(terminal.send("00B0000001")).isEqualTo("029000");
            terminal.expect("9000", "00A4000C026FF0");
            terminal.expect("6982", "00B0000001");
        }

        @Test
        void aDisabledPinCountsAsVerified() {
            terminal.expect("9000", "0026000108" + PIN1);
            sample.card().reset();
            selectUsim();
            terminal.expect("9000", "00A4000C026F07");
            assertThat(terminal.send("00B0000001")).isEqualTo("089000");
        }
    }

    @Nested
    @DisplayName("TS 102 221 §11.1.9 to §11.1.13, PINs")
    class PinCodes {
        @Test
        void threeWrongTriesBlockAndThePukUnblocks() {
            assertThat(terminal.send("00200001")).isEqualTo("63C3");
            assertThat(terminal.send("0020000108" + WRONG)).isEqualTo("63C2");
            sample.card().reset();
            assertThat(terminal.send("0020000108" + WRONG)).isEqualTo("63C1");
            assertThat(terminal.send("0020000108" + WRONG)).isEqualTo("6983");
            assertThat(terminal.send("0020000108" + PIN1)).isEqualTo("6983");
            assertThat(terminal.send("002C0001")).isEqualTo("63CA");
            assertThat(terminal.send("002C000110" + WRONG + PIN2)).isEqualTo("63C9");
            assertThat(terminal.send("002C000110" + PUK1 + PIN2)).isEqualTo("9000");
            assertThat(terminal.send("0020000108" + PIN2)).isEqualTo("9000");
            assertThat(terminal.send("002C0001")).isEqualTo("63CA");
        }

        @Test
        void theRightPinGivesAllTriesBack() {
            terminal.expect("63C2", "0020000108" + WRONG);
            verifyPin1();
            sample.card().reset();
            assertThat(terminal.send("00200001")).isEqualTo("63C3");
        }

        @Test
        void changeDisableAndEnable() {
            terminal.expect("9000", "0024000110" + PIN1 + PIN2, "0020000108" + PIN2, "0026000108" + PIN2);
            terminal.expect("6984", "0020000108" + PIN2, "0024000110" + PIN2 + PIN1, "0026000108" + PIN2);
            terminal.expect("9000", "0028000108" + PIN2);
            terminal.expect("6985", "0028000108" + PIN2);
            selectUsim();
            terminal.expect("6985", "0026008108" + PIN2, "0024000A10" + ADM1 + ADM1);
        }

        @Test
        void badParametersAreRefused() {
            terminal.expect("6A88", "0020000208" + PIN1, "0020008108" + PIN2); // PIN2 is local to the USIM
            terminal.expect("6700", "002000010731323334353637");
            terminal.expect("6A86", "0020010108" + PIN1);
        }
    }

    @Nested
    @DisplayName("TS 31.102 §7.1 AUTHENTICATE")
    class Authentication {
        private static final Bytes RAND = Bytes.hex("23553cbe9637a89d218ae64dae47bf35");
        private static final Bytes AMF = Bytes.hex("8000");
        private final Milenage auc = Milenage.withOpc(K, OPC);

        private String challenge(long sqn) {
            var vector = AuthenticationVector.compose(auc, RAND, Bytes.hex("%012X".formatted(sqn)), AMF);
            return "00880081" + "22" + "10" + RAND + "10" + vector.autn().bytes() + "00";
        }

        @Test
        void aFreshChallengeIsAnsweredWithTheKeys() {
            selectUsim();
            assertThat(terminal.send(challenge(0x21))).isEqualTo("6982");
            verifyPin1();
            var keys = auc.f2345(RAND);
            assertThat(terminal.send(challenge(0x21)))
                    .isEqualTo("DB" + "08" + keys.res() + "10" + keys.ck() + "10" + keys.ik() + "08"
                            + GsmKeys.of(keys).kc() + "9000");
        }

        @Test
        void aReplayIsAnsweredWithTheSequenceNumberOfTheCardAlsoAfterAReset() {
            selectUsim();
            verifyPin1();
            assertThat(terminal.send(challenge(0x4021))).startsWith("DB");
            sample.card().reset();
            selectUsim();
            verifyPin1();
            var answer = withoutStatus(terminal.send(challenge(0x4021)));
            assertThat(answer.first(2).hex()).isEqualTo("DC0E");
            assertThat(Auts.of(answer.from(2)).sqnMs(auc, RAND)).contains(Bytes.hex("000000004021"));
            assertThat(terminal.send(challenge(0x4041))).startsWith("DB"); // next SEQ, same index
            assertThat(terminal.send(challenge(0x4022))).startsWith("DB"); // an older SEQ of another index
        }

        @Test
        void aJumpBeyondDeltaIsNoProgress() {
            selectUsim();
            verifyPin1();
            assertThat(terminal.send(challenge(0x1000_0001L << 5))).startsWith("DC");
            assertThat(terminal.send(challenge(0x1000_0000L << 5))).startsWith("DB");
        }

        @Test
        void aWrongMacIsRefusedBeforeTheSequenceNumberIsLookedAt() {
            selectUsim();
            verifyPin1();
            var good = Bytes.hex(challenge(0x21));
            var spoilt = good.with(good.size() - 2, Bytes.of(good.at(good.size() - 2) ^ 1));
            assertThat(terminal.send(spoilt.hex())).isEqualTo("9862");
            assertThat(terminal.send(challenge(0x21))).startsWith("DB");
        }

        @Test
        void theGsmContextGivesSresAndKc() {
            selectUsim();
            verifyPin1();
            var keys = GsmKeys.of(auc.f2345(RAND));
            assertThat(terminal.send("00880080" + "11" + "10" + RAND + "00"))
                    .isEqualTo("04" + keys.sres() + "08" + keys.kc() + "9000");
        }

        @Test
        void withoutAUsimThereIsNothingToAuthenticate() {
            assertThat(terminal.send(challenge(0x21))).isEqualTo("6985");
        }
    }

    @Nested
    class Proactive {
        @Test
        void refreshWaitsBehindEveryAnswerUntilItIsFetchedAndAnswered() {
            var done = new boolean[1];
            sample.uicc().proactive().raiseRefresh(() -> done[0] = true);
            assertThat(terminal.send("00A4000C022FE2")).isEqualTo("910B");
            assertThat(terminal.send("8012000000")).isEqualTo("D009" + "8103010104" + "82028182" + "9000");
            assertThat(terminal.send("00A4000C022FE2")).isEqualTo("9000");
            assertThat(done[0]).isFalse();
            assertThat(terminal.send("80140000" + "0C" + "8103010104" + "82028281" + "830100"))
                    .isEqualTo("9000");
            assertThat(done[0]).isTrue();
            assertThat(terminal.send("8012000000")).isEqualTo("6985");
        }

        @Test
        void aTerminalThatKnowsProfileStateChangeGetsIt() {
            terminal.expect("9000", "80100000" + "22" + "00".repeat(33) + "20");
            sample.uicc().proactive().raiseRefresh(() -> {});
            assertThat(terminal.send("8012000000")).contains("8103010109");
        }
    }

    @Nested
    class WithoutAProfile {
        private final Terminal bare =
                SampleCard.with(CardStore.inMemory(), CardState.fresh("")).terminal();

        @Test
        void aMinimalMfAnswers() {
            assertThat(bare.send("00A40004023F0000")).endsWith("9000");
            bare.expect("6A82", "00A4000C022FE2", "00A4040C07A0000000871002");
            bare.expect("9000", "00A4000C022F05");
            assertThat(bare.send("00B0000000")).isEqualTo("FFFF9000");
            bare.expect("6982", "00D6000001" + "00");
            bare.expect("9000", "00A4000C022F00");
            assertThat(bare.send("00B2010400")).isEqualTo("FF".repeat(38) + "9000");
        }
    }

    @Nested
    class MemoryFull {
        @Test
        void theCommandIsRefusedAndTheOldContentStays() {
            var full = SampleCard.with(
                    new CardStore() {
                        @Override
                        public Optional<CardState> load() {
                            return Optional.empty();
                        }

                        @Override
                        public void save(CardState state) throws IOException {
                            throw new IOException("no space left on device");
                        }
                    },
                    CardState.fresh("").with(SampleCard.PROFILE));
            var before = full.memory().state();
            assertThat(full.terminal().send("0020000108" + WRONG)).isEqualTo("6581");
            assertThat(full.memory().state()).isSameAs(before);
            assertThat(full.terminal().send("00200001")).isEqualTo("63C3");
        }
    }

    @Test
    void aProfilePrintsNoSecret() {
        var text = SampleCard.PROFILE.content() + "" + SampleCard.PROFILE;
        assertThat(text).doesNotContain(K.hex(), OPC.hex(), PIN1.hex(), PUK1.hex());
    }

    private static Bytes withoutStatus(String response) {
        assertThat(response).endsWith("9000");
        return Bytes.hex(response.substring(0, response.length() - 4));
    }
}
