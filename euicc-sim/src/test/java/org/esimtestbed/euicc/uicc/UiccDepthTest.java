package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.euicc.SampleProfile.PIN1;
import static org.esimtestbed.euicc.SampleProfile.PIN2;
import static org.esimtestbed.euicc.SampleProfile.USIM;

import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands of ETSI TS 102 221 beyond what a Device needs to start.
class UiccDepthTest {
    private final SampleCard sample = SampleCard.withProfile();
    private final Terminal terminal = sample.terminal();

    @BeforeEach
    void usimWithPin() {
        terminal.expect("9000", "00A4040C0C" + USIM, "0020000108" + PIN1);
    }

    private Tlv fcp(String command) {
        var response = terminal.send(command);
        return Tlv.parse(Bytes.hex(response.substring(0, response.length() - 4)));
    }

    @Nested
    @DisplayName("§11.1.14 DEACTIVATE FILE and §11.1.15 ACTIVATE FILE")
    class LifeCycle {
        @Test
        void aDeactivatedFileIsSelectedWithAWarningAndNotReadUntilItIsActivated() {
            terminal.expect("9000", "0004000002" + "6FF2");
            terminal.expect("6984", "00B0000001", "00D6000001" + "07");
            assertThat(terminal.send("00A4000C02" + "6FF2")).isEqualTo("6283");
            var response = terminal.send("00A4000402" + "6FF2" + "00");
            assertThat(response).endsWith("6283");
            assertThat(Tlv.parse(Bytes.hex(response.substring(0, response.length() - 4)))
                            .child(0x8A)
                            .value()
                            .hex())
                    .isEqualTo("04");
            terminal.expect("9000", "00440000");
            assertThat(terminal.send("00B0000001")).isEqualTo("039000");
            assertThat(fcp("00A4000402" + "6FF2" + "00").child(0x8A).value().hex())
                    .isEqualTo("05");
        }

        @Test
        void itStaysSoAfterAReset() {
            terminal.expect("9000", "0004080004" + "7FFF6FF2");
            sample.card().reset();
            usimWithPin();
            terminal.expect("6984", "00B08C0001");
            terminal.expect("9000", "0044090002" + "6FF2");
            terminal.expect("9000", "00B08C0001");
        }

        @Test
        void aFileMayBeReadableWhenDeactivated() {
            assertThat(terminal.send("00A4000C02" + "6FF5")).isEqualTo("6283");
            assertThat(terminal.send("00B0000001")).isEqualTo("069000");
        }

        @Test
        void itNeedsTheRightAndAFile() {
            terminal.expect("6982", "0004000002" + "6F07");
            terminal.expect("6A82", "0004000002" + "6FEE");
            terminal.expect("6986", "0004000002" + "7FFF", "00440000");
            terminal.expect("6A86", "0004010002" + "6FF2", "0004000102" + "6FF2");
            terminal.expect("6E00", "8004000002" + "6FF2");
            terminal.expect("9000", "00B08C0001"); // and nothing has changed
        }
    }

    @Nested
    @DisplayName("§8.4 what a refused command leaves")
    class Refusals {
        @Test
        void aShortFileIdentifierSelectsOnlyIfTheCommandSucceeds() {
            terminal.expect("9000", "00A4000C02" + "6FF2");
            terminal.expect("6982", "00D6870001" + "00"); // EF.IMSI may not be updated
            assertThat(terminal.send("00B0000001")).isEqualTo("039000"); // the file before is still selected
            terminal.expect("9000", "00B0870001");
            assertThat(terminal.send("00B0000001")).isEqualTo("089000");
        }

        @Test
        void anOffsetBehindTheEndIsOutsideTheFile() {
            terminal.expect("9000", "00A4000C02" + "6FF2");
            terminal.expect("6B00", "00B0000101", "00B0000500", "00D6000101" + "00");
        }
    }

    @Nested
    @DisplayName("§9.2 access rules")
    class AccessRules {
        @Test
        void aRuleMayNameCommandsByTheirHeader() {
            terminal.expect("9000", "00A4000C02" + "6FF3");
            assertThat(terminal.send("00B0000001")).isEqualTo("049000");
            terminal.expect("6982", "00D6000001" + "00");
        }

        @Test
        void aConditionMayBeNegated() {
            terminal.expect("9000", "00A4000C02" + "6FF4");
            assertThat(terminal.send("00B0000001")).isEqualTo("059000");
            terminal.expect("9000", "00D6000001" + "09"); // security condition byte 00: always
            terminal.expect("9000", "0020008108" + PIN2);
            terminal.expect("6982", "00B0000001");
        }
    }

    @Nested
    @DisplayName("§11.1.1 SELECT and §11.1.2 STATUS")
    class SelectAndStatus {
        @Test
        void theFciHoldsTheSameAsTheFcp() {
            var fcp = fcp("00A4040404" + "A0000000" + "00");
            var fci = fcp("00A4040004" + "A0000000" + "00");
            assertThat(fcp.tag()).isEqualTo(0x62);
            assertThat(fci.tag()).isEqualTo(0x6F);
            assertThat(fci.value()).isEqualTo(fcp.value());
        }

        @Test
        void statusNamesTheApplicationWhereverTheChannelStands() {
            terminal.expect("9000", "00A4000C02" + "3F00");
            assertThat(terminal.send("80F2000100")).isEqualTo("840C" + USIM + "9000");
            assertThat(fcp("80F2000000").child(0x83).value().hex()).isEqualTo("3F00");
            terminal.expect("9000", "80F2010C", "80F2020C");
            terminal.expect("6A86", "80F2030C", "80F20002");
            sample.card().reset();
            terminal.expect("6A88", "80F2000100"); // no application is selected
        }

        @ParameterizedTest
        @ValueSource(strings = {"6F07", "6F39", "4F99"})
        void theFcpOfAnEfIsComplete(String fid) {
            var fcp = fcp("00A4000402" + fid + "00");
            assertThat(fcp.children().stream().map(Tlv::tag))
                    .containsExactly(0x82, 0x83, 0xA5, 0x8A, 0x8B, 0x80, 0x81, 0x88);
        }

        @Test
        void aBerTlvFileSaysWhatItMayHold() {
            var fcp = fcp("00A4000402" + "4F99" + "00");
            assertThat(fcp.child(0x82).value().hex()).isEqualTo("7921");
            assertThat(fcp.child(0x80).value().hex()).isEqualTo("0009");
            assertThat(fcp.child(0xA5).child(0x86).value().hex()).isEqualTo("03E8");
            assertThat(fcp.child(0xA5).child(0x84).value().hex()).isEqualTo("01");
        }

        @Test
        void theMfNamesNoApplicationAndSaysWhatTheCardCan() {
            var fcp = fcp("00A4000402" + "3F00" + "00");
            assertThat(fcp.children().stream().map(Tlv::tag)).containsExactly(0x82, 0x83, 0xA5, 0x8A, 0x8B, 0xC6);
            assertThat(fcp.child(0xA5).value().hex()).isEqualTo("800171" + "870101");
        }

        @Test
        void theEndOfTheApplicationSessionLeadsBackToTheMf() {
            terminal.expect("9000", "00A4044C0C" + USIM);
            terminal.expect("6A82", "00A4000C02" + "7FFF");
        }
    }

    @Nested
    @DisplayName("§11.1.5 to §11.1.8 records")
    class Records {
        @Test
        void aCyclicFileIsReadRoundAndRound() {
            terminal.expect("9000", "00A4000C02" + "6F39");
            assertThat(terminal.send("00B2000203")).isEqualTo("0000039000");
            assertThat(terminal.send("00B2000203")).isEqualTo("0000029000");
            assertThat(terminal.send("00B2000203")).isEqualTo("0000019000");
            assertThat(terminal.send("00B2000203")).isEqualTo("0000039000");
            assertThat(terminal.send("00B2000303")).isEqualTo("0000019000");
            assertThat(terminal.send("00DC000303" + "000009")).isEqualTo("9000");
            assertThat(terminal.send("00B2000403")).isEqualTo("0000099000"); // the new record is the current one
        }

        @Test
        void increaseAddressesTheFileBySfiAndKnowsItsParameters() {
            assertThat(terminal.send("80328100" + "01" + "05" + "00")).isEqualTo("000008" + "05" + "9000");
            terminal.expect("6A86", "80320100" + "01" + "05", "80320001" + "01" + "05", "80328000" + "01" + "05");
            terminal.expect("6700", "80328100", "80328100" + "80" + "00".repeat(128));
            terminal.expect("9000", "00A4000C02" + "6FF2");
            terminal.expect("6981", "80320000" + "01" + "05");
        }

        @Test
        void aSearchGoesBothWaysFromWhereItIsTold() {
            terminal.expect("9000", "00A4000C02" + "6F39");
            assertThat(terminal.send("00A2010401" + "00" + "00")).isEqualTo("0102039000");
            assertThat(terminal.send("00A2030501" + "00" + "00")).isEqualTo("0302019000");
            assertThat(terminal.send("00A2020501" + "00" + "00")).isEqualTo("02019000");
            // enhanced: forward from the next record, an offset, then a value to search behind
            terminal.expect("9000", "00B2000303"); // from the second, where the last search ended, to the first
            assertThat(terminal.send("00A2000603" + "0600" + "00" + "00")).isEqualTo("02039000");
            assertThat(terminal.send("00A2010603" + "0402" + "02" + "00")).isEqualTo("029000");
            assertThat(terminal.send("00A2010603" + "0C00" + "01" + "00")).isEqualTo("039000");
            terminal.expect("6282", "00A2010603" + "0C03" + "00");
            terminal.expect("6A86", "00A2010701" + "00", "00A2010603" + "0000" + "00");
            terminal.expect("6A83", "00A2040401" + "00");
            terminal.expect("6700", "00A2010404" + "00000000", "00A20104");
        }

        @Test
        void theRecordPointerOfTheCurrentFileStaysWhenItsSfiIsUsed() {
            terminal.expect("9000", "00A4000C02" + "6F39");
            assertThat(terminal.send("00B2000A03")).isEqualTo("0000039000"); // SFI 1, next
            assertThat(terminal.send("00B2000A03")).isEqualTo("0000029000");
        }
    }

    @Nested
    @DisplayName("§11.3 BER-TLV files")
    class DataObjects {
        @BeforeEach
        void file() {
            terminal.expect("9000", "00A4000C02" + "4F99");
        }

        @Test
        void aBlockMayBeReadOnceMore() {
            assertThat(terminal.send("80CB0080" + "01" + "81" + "02")).isEqualTo("810362F1");
            assertThat(terminal.send("80CB000002")).isEqualTo("030462F1");
            assertThat(terminal.send("80CB004002")).isEqualTo("030462F1");
            assertThat(terminal.send("80CB000002")).isEqualTo("059000");
            assertThat(terminal.send("80CB004002")).isEqualTo("059000");
            terminal.expect("6985", "80CB000002");
        }

        @Test
        void aBlockMayBeWrittenOnceMore() {
            terminal.expect("63F1", "80DB0080" + "03" + "8304AA");
            terminal.expect("63F1", "80DB0000" + "01" + "FF");
            terminal.expect("63F1", "80DB0040" + "01" + "BB");
            terminal.expect("9000", "80DB0000" + "02" + "CCDD");
            assertThat(terminal.send("80CB0080" + "01" + "83" + "00")).isEqualTo("8304AABBCCDD9000");
        }

        @Test
        void octetsBehindAnObjectAreRefused() {
            terminal.expect("6A80", "80DB0080" + "04" + "83010203");
            terminal.expect("6985", "80DB0000" + "01" + "00", "80CB000002");
            terminal.expect("6A86", "80CB0020" + "01" + "83", "80CB0180" + "01" + "83");
            terminal.expect("6981", "00B0000001");
        }

        @Test
        void moreThanTheFileHoldsIsRefusedAndWhatWasThereStays() {
            terminal.expect("63F1", "80DB0080" + "FF" + "83820FFF" + "00".repeat(251));
            for (int i = 0; i < 2; i++) terminal.expect("63F1", "80DB0000" + "FF" + "00".repeat(255));
            terminal.expect("6A84", "80DB0000" + "FF" + "00".repeat(255));
            assertThat(terminal.send("80CB0080" + "01" + "5C" + "00")).isEqualTo("5C0280819000");
        }
    }

    @Nested
    @DisplayName("§11.1.9 to §11.1.13 PINs")
    class Pins {
        @Test
        void thereIsNoUniversalPinToStandIn() {
            terminal.expect("6A88", "0026010108" + PIN1, "0026910108" + PIN1, "0020001108" + PIN1);
            terminal.expect("6A86", "0026020108" + PIN1, "0028010108" + PIN1, "002C010110" + PIN1 + PIN1);
            terminal.expect("9000", "0026000108" + PIN1);
        }
    }

    @Nested
    class CommandsOfTheCard {
        @Test
        @DisplayName("§11.1.19 TERMINAL CAPABILITY")
        void whatTheTerminalCanDoIsRememberedUntilTheReset() {
            terminal.expect("6A80", "80AA000003" + "A90283", "80AA000002" + "8100");
            terminal.expect("6A86", "80AA000102" + "A900");
            assertThat(sample.uicc().terminalCapability().isEmpty()).isTrue();
            terminal.expect("9000", "80AA000005" + "A903830107");
            assertThat(sample.uicc().terminalCapability().hex()).isEqualTo("830107");
            sample.card().reset();
            assertThat(sample.uicc().terminalCapability().isEmpty()).isTrue();
        }

        @ParameterizedTest
        @DisplayName("§11.1.16 GET CHALLENGE")
        @CsvSource({"0084000008, 8", "0084000000, 256", "00840000, -1", "0084000108, -2"})
        void aChallengeHasTheLengthAskedFor(String command, int octets) {
            var response = terminal.send(command);
            switch (octets) {
                case -1 -> assertThat(response).isEqualTo("6700");
                case -2 -> assertThat(response).isEqualTo("6A86");
                default -> {
                    assertThat(response).endsWith("9000").hasSize(2 * octets + 4);
                    assertThat(terminal.send(command)).isNotEqualTo(response);
                }
            }
        }

        @Test
        @DisplayName("§11.1.22 SUSPEND UICC")
        void theCardCannotBeSuspendedAndDoesNotSaySo() {
            terminal.expect("6D00", "8076000004" + "01010101");
        }

        @ParameterizedTest
        @DisplayName("§11.1.17 MANAGE CHANNEL")
        @CsvSource({
            "00700014, 6A86", // there is no channel 20
            "00704000, 6A86",
            "00708014, 6A86",
            "00708003, 6200", // not open
            "00708000, 6A81", // the basic channel stays open
            "00700003, 9000",
            "80700000, 6D00"
        })
        void channelsKnowTheirParameters(String command, String statusWord) {
            assertThat(terminal.send(command)).isEqualTo(statusWord);
        }
    }
}
