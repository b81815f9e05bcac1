package org.esimtestbed.lpa.baseband;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esimtestbed.lpa.baseband.ServiceState.PinRequired;
import org.esimtestbed.lpa.baseband.ServiceState.PukRequired;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PIN status template (ETSI TS 102 221 §9.5.2), VERIFY PIN and UNBLOCK PIN (§11.1.9, §11.1.13).
class SimPinTest {
    private final Map<String, String> answers = new HashMap<>();
    private final List<Bytes> commands = new ArrayList<>();
    private final CardChannel card = new CardChannel() {
        @Override
        public Bytes transmit(Bytes command) {
            commands.add(command);
            return Bytes.hex(answers.getOrDefault(command.hex(), "6A88"));
        }

        @Override
        public Bytes reset() {
            return Bytes.hex("3B00");
        }

        @Override
        public void close() {}
    };
    private final SimPin pin = new SimPin(new Terminal(card, Tracer.NONE, InstantSource.system(), "Baseband"));

    private static Tlv fcp(String template) {
        return Tlv.parse(Bytes.hex(template));
    }

    @Test
    void wantsNothingWhereTheApplicationTellsOfNoPin() {
        assertThat(pin.wanted(fcp("6200"))).isEmpty();
        assertThat(commands).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"620BC609900160830101830181", "6208C606900180830181", "6208C60690018083010A"})
    void leavesPinsAloneThatAreOffOrNotForThis(String template) { // PIN1 off, PIN2 on; PIN2 alone; ADM1 alone
        assertThat(pin.wanted(fcp(template))).isEmpty();
        assertThat(commands).isEmpty();
    }

    @Test
    void findsTheBitOfEachReference() {
        answers.put("00200011", "63C3");

        // 01, 81, 0A, 02, 03, 04, 05, 06 and in the second octet 11: the ninth reference alone is on
        assertThat(pin.wanted(
                        fcp("6221" + "C61F" + "90020080" + "83010183018183010A830102830103830104830105830106830111")))
                .contains(new PinRequired(3));
        assertThat(commands).containsExactly(Bytes.hex("00200011"));
    }

    @Test
    void presentsThePinThatIsWanted() {
        answers.put("00200001", "63C2");
        answers.put("002000010831323334FFFFFFFF", "9000");
        assertThat(pin.wanted(fcp("6208C606900180830101"))).contains(new PinRequired(2));

        assertThat(pin.verify(new Pin("1234"))).isTrue();
        answers.put("00200001", "9000");
        assertThat(pin.wanted(fcp("6208C606900180830101"))).isEmpty();
    }

    @Test
    void asksForThePukOfABlockedPin() {
        answers.put("00200001", "6983");
        answers.put("002C0001", "63CA");
        answers.put("002C00011031323334353637383938373635FFFFFF", "63C9");
        assertThat(pin.wanted(fcp("6208C606900180830101"))).contains(new PukRequired(10));

        assertThat(pin.unblock(new Puk("12345678"), new Pin("98765"))).isFalse();
        answers.put("002C0001", "6983");
        assertThat(pin.wanted(fcp("6208C606900180830101"))).contains(new PukRequired(0));
    }

    @Test
    void saysWhatElseTheCardHasAgainstIt() {
        answers.put("00200001", "63C3");
        assertThat(pin.wanted(fcp("6208C606900180830101"))).isPresent();

        assertThatThrownBy(() -> pin.verify(new Pin("1234")))
                .isInstanceOf(StatusWordRefused.class)
                .hasMessageContaining("6A88")
                .hasMessageNotContaining("31323334");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "123456789", "12 4", "１２３４", "12a4"})
    void refusesWhatIsNoPin(String typed) {
        assertThatThrownBy(() -> new Pin(typed)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Pin("1234") + "" + new Puk("12345678")).doesNotContain("1234");
    }
}
