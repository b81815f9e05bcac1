package org.esimtestbed.lpa.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    private final List<Bytes> sent = new ArrayList<>();
    private final List<String> traced = new ArrayList<>();
    private final Deque<Bytes> answers = new ArrayDeque<>();
    private final Terminal terminal = new Terminal(
            new CardChannel() {
                @Override
                public Bytes transmit(Bytes command) {
                    sent.add(command);
                    return answers.remove();
                }

                @Override
                public Bytes reset() {
                    return Bytes.hex("3B00");
                }

                @Override
                public void close() {}
            },
            event -> {
                if (event instanceof TraceEvent.ApduExchange apdu) traced.add(apdu.command() + " " + apdu.response());
            },
            InstantSource.system(),
            "LPA");

    private void answers(String... apdus) {
        for (var apdu : apdus) answers.add(Bytes.hex(apdu));
    }

    @Test
    void collectsWhatTheCardKeepsReady() {
        answers("6103", "0102036102", "04059000");

        var response = terminal.send(Bytes.hex("01CB3FFF045C020102"));

        assertThat(response).isEqualTo(new Response(Bytes.hex("0102030405"), 0x9000));
        assertThat(sent)
                .containsExactly(Bytes.hex("01CB3FFF045C020102"), Bytes.hex("01C0000003"), Bytes.hex("01C0000002"));
    }

    @Test
    void asksAgainWithTheLengthTheCardNames() {
        answers("6C05", "01020304059000");

        assertThat(terminal.send(Bytes.hex("00B0000000")).data()).isEqualTo(Bytes.hex("0102030405"));
        assertThat(sent).containsExactly(Bytes.hex("00B0000000"), Bytes.hex("00B0000005"));
    }

    @Test
    void sendsCommandsWithoutLeToACardThatHasRefusedIt() {
        answers("6700", "6102", "01029000", "6C02", "03049000");

        assertThat(terminal.send(Bytes.hex("81E291000130" + "00")).data()).isEqualTo(Bytes.hex("0102"));
        assertThat(terminal.send(Bytes.hex("81E291000131" + "00")).data()).isEqualTo(Bytes.hex("0304"));

        assertThat(sent)
                .extracting(Bytes::hex)
                .containsExactly(
                        "81E29100013000", // refused
                        "81E291000130",
                        "81C0000002",
                        "81E291000131",
                        "81E29100013102"); // where it asks for a length, it gets that
    }

    @Test
    void doesNotRepeatACommandThatIsTooLongForOtherReasons() {
        answers("6700", "6700", "6700", "9000");

        assertThat(terminal.send(Bytes.hex("81E291000130")).statusWord()).isEqualTo(0x6700);
        assertThat(terminal.send(Bytes.hex("81E29100013000")).statusWord()).isEqualTo(0x6700);
        assertThat(sent).hasSize(3);
        terminal.send(Bytes.hex("81E29100013100"));
        assertThat(sent.getLast()).isEqualTo(Bytes.hex("81E29100013100"));
    }

    @Test
    void remembersThatTheCardWantsToSpeakUntilAskedOrReset() {
        answers("910B", "9100", "9112");
        terminal.send(Bytes.hex("80F2000000"));
        assertThat(terminal.takeProactive()).isEqualTo(11);
        assertThat(terminal.takeProactive()).isZero();
        terminal.send(Bytes.hex("80F2000000"));
        assertThat(terminal.takeProactive()).isEqualTo(256);
        terminal.send(Bytes.hex("80F2000000"));
        terminal.reset();
        assertThat(terminal.takeProactive()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "24", "26", "28", "2C"})
    void tracesNoPin(String instruction) {
        answers("9000", "63C2");
        terminal.send(Bytes.hex("00" + instruction + "00010831323334FFFFFFFF"));
        terminal.send(Bytes.hex("01" + instruction + "00810831323334FFFFFFFF"));

        assertThat(sent.getFirst().hex()).contains("31323334"); // the card gets it
        assertThat(traced).hasSize(2).noneMatch(line -> line.contains("31323334"));
        assertThat(traced.getFirst()).startsWith("00" + instruction + "000108").endsWith("9000");
    }

    private static final String RES = "08A1A2A3A4A5A6A7A8";
    private static final String CK = "10C0C1C2C3C4C5C6C7C8C9CACBCCCDCECF";
    private static final String IK = "10D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF";
    private static final String AUTHENTICATE = "0088008122" + "10" + "00".repeat(16) + "10" + "11".repeat(16) + "00";

    private void tracedNoKey() {
        assertThat(String.join("\n", traced))
                .doesNotContain("A5A6")
                .doesNotContain("C5C6")
                .doesNotContain("CECF")
                .doesNotContain("D5D6")
                .doesNotContain("DEDF");
    }

    @Test
    void tracesNoSessionKeys() {
        answers("DB" + RES + CK + IK + "9000");

        assertThat(terminal.send(Bytes.hex(AUTHENTICATE)).data()).isEqualTo(Bytes.hex("DB" + RES + CK + IK));
        tracedNoKey();
        assertThat(traced.getFirst()).contains(" DB2A2A").endsWith("9000");
    }

    @Test
    void tracesNoSessionKeysThatComeInPieces() {
        answers("6118", "DB" + RES + CK.substring(0, 28) + "6115", CK.substring(28) + IK + "9000");

        assertThat(terminal.send(Bytes.hex(AUTHENTICATE)).data()).isEqualTo(Bytes.hex("DB" + RES + CK + IK));
        tracedNoKey();
    }

    @Test
    void tracesNoKeysOfTheGsmContext() { // TS 31.102 §7.1.2.1: SRES and Kc, without a tag
        answers("04A5A6A7A808C1C2C3C4C5C6C7C89000");

        terminal.send(Bytes.hex("0088008011" + "10" + "00".repeat(16) + "00"));
        tracedNoKey();
    }

    @Test
    void tracesTheTokenOfAResynchronisation() {
        answers("DC0E" + "E1".repeat(14) + "9000");

        terminal.send(Bytes.hex(AUTHENTICATE));
        assertThat(traced.getFirst()).contains("DC0E" + "E1".repeat(14));
    }
}
