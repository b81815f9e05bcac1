package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.SampleProfile;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.euicc.uicc.TerminalProfile.Facility;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The proactive UICC (ETSI TS 102 221 §7.4.2, TS 102 223 §6).
class ProactiveTest {
    private static final String DONE = "80140000" + "0C" + "8103012104" + "82028281" + "830100";
    private final SampleCard sample = SampleCard.withProfile();
    private final Terminal terminal = sample.terminal();
    private final List<Integer> results = new ArrayList<>();

    private void raise(int type, int qualifier, Tlv... more) {
        sample.uicc()
                .proactive()
                .raise(new ProactiveCommand(
                        type,
                        qualifier,
                        ProactiveCommand.DISPLAY,
                        List.of(more),
                        response -> results.add(response.generalResult())));
    }

    @Test
    void commandsAreOfferedOneAfterAnother() {
        raise(0x21, 0x04, Tlv.of(0x8D, Bytes.hex("0441")));
        raise(0x21, 0x04, Tlv.of(0x8D, Bytes.hex("044242")));
        assertThat(terminal.send("00A4000C022FE2")).isEqualTo("910F");
        assertThat(terminal.send("801200000F")).isEqualTo("D00D" + "8103012104" + "82028102" + "8D020441" + "9000");
        assertThat(terminal.send("00A4000C022FE2")).isEqualTo("9000"); // the next waits for the answer to this one
        terminal.expect("6985", "8012000000");
        assertThat(terminal.send(DONE)).isEqualTo("9110");
        assertThat(results).containsExactly(0);
        assertThat(terminal.send("8012000010")).contains("8D03044242");
        assertThat(terminal.send(DONE)).isEqualTo("9000");
        assertThat(sample.uicc().proactive().isBusy()).isFalse();
    }

    @Test
    void aWrongLengthIsCorrectedAndTheCommandStillWaits() {
        raise(0x21, 0x04);
        terminal.expect("6C0B", "8012000005", "801200000C");
        terminal.expect("6A86", "8012010000", "8012000100");
        assertThat(terminal.send("801200000B")).startsWith("D009").endsWith("9000");
    }

    @ParameterizedTest
    @CsvSource({
        "8103012104 82028281, 6A80", // no result
        "82028281 830100, 6A80", // no command details
        "8103012204 82028281 830100, 6A80", // of another command
        "8103022104 82028281 830100, 6A80", // of another number
        "8103012105 82028281 830100, 6A80", // with another qualifier
        "81030121 830100, 6A80",
        "8103012104 82028281 8300, 6A80",
        "0103012104 02028281 030110, 9000" // without comprehension bits
    })
    void aResponseMustAnswerTheCommandThatWasFetched(String response, String statusWord) {
        raise(0x21, 0x04);
        terminal.expect("6985", DONE); // it has not been fetched
        terminal.send("8012000000");
        var data = Bytes.hex(response);
        assertThat(terminal.send("80140000", data)).isEqualTo(statusWord);
        if (statusWord.equals("6A80")) {
            assertThat(results).isEmpty();
            assertThat(terminal.send(DONE)).isEqualTo("9000");
            assertThat(results).containsExactly(0);
        } else {
            assertThat(results).containsExactly(0x10);
        }
    }

    @Test
    void aWaitingCommandIsAlsoToldBehindPartsOfADataObject() {
        terminal.expect(
                "9000", "00A4040C0C" + SampleProfile.USIM, "0020000108" + SampleProfile.PIN1, "00A4000C02" + "4F99");
        raise(0x21, 0x04);
        assertThat(terminal.send("80CB0080" + "01" + "81" + "02")).isEqualTo("810362F2");
        assertThat(terminal.send("80DB0080" + "02" + "8304")).isEqualTo("63F2");
        assertThat(terminal.send("00A4000C02" + "6FEE")).isEqualTo("6A82"); // an error stays an error
    }

    @ParameterizedTest
    @CsvSource({"UICC_RESET, 04", "INITIALISATION, 03", "APPLICATION_RESET, 05", "SESSION_RESET, 06"})
    void refreshComesInItsModes(Refresh mode, String qualifier) {
        var done = new boolean[1];
        sample.uicc().proactive().raiseRefresh(mode, List.of(), () -> done[0] = true);
        assertThat(terminal.send("8012000000")).isEqualTo("D009" + "81030101" + qualifier + "82028182" + "9000");
        terminal.expect("9000", "80140000" + "0C" + "81030101" + qualifier + "82028281" + "830120");
        assertThat(done[0]).as("the terminal was not able to").isFalse();
    }

    @Test
    void refreshNamesTheFilesThatChanged() {
        var files = List.of(Bytes.hex("3F002FE2"), Bytes.hex("3F007FFF6F07"));
        sample.uicc().proactive().raiseRefresh(Refresh.FILE_CHANGE, files, () -> {});
        assertThat(terminal.send("8012000000"))
                .isEqualTo("D016" + "8103010101" + "82028182" + "920B" + "023F002FE23F007FFF6F07" + "9000");
        assertThatThrownBy(() -> sample.uicc().proactive().raiseRefresh(Refresh.FILE_CHANGE, List.of(), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTerminalProfileIsReadBitByBit() {
        var proactive = sample.uicc().proactive();
        assertThat(proactive.terminalProfile().offers(Facility.REFRESH)).isFalse();
        terminal.expect("9000", "8010000004" + "08008120");
        assertThat(proactive.terminalProfile().offers(Facility.MENU_SELECTION)).isTrue();
        assertThat(proactive.terminalProfile().offers(Facility.DISPLAY_TEXT)).isTrue();
        assertThat(proactive.terminalProfile().offers(Facility.REFRESH)).isTrue();
        assertThat(proactive.terminalProfile().offers(Facility.SET_UP_MENU)).isTrue();
        assertThat(proactive.terminalProfile().offers(Facility.EUICC_PROFILE_STATE_CHANGE))
                .isFalse();
        terminal.expect("6700", "80100000");
        terminal.expect("6A86", "8010010001" + "FF");
        sample.card().reset();
        assertThat(proactive.terminalProfile().offers(Facility.REFRESH)).isFalse();
    }

    @Test
    void anEnvelopeMustBeADataObject() {
        terminal.expect("9000", "80C2000009" + "D3078202018190" + "0101");
        terminal.expect("6A80", "80C2000003" + "D30782", "80C20000");
        terminal.expect("6A86", "80C2010002" + "D300");
    }
}
