package org.esimtestbed.lpa.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was recorded plays the card.
class RecordingTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000077");

    @TempDir
    Path folder;

    private static Isdr open(CardChannel card) {
        var clock = InstantSource.system();
        return Isdr.open(new Terminal(card, Tracer.NONE, clock, "LPA"), Tracer.NONE, clock);
    }

    private static Eid eid(CardChannel card) {
        try (var euicc = open(card)) {
            return euicc.call(new GetEid());
        }
    }

    private Path recorded() {
        var card = new FakeCard();
        card.chunk = 8; // GET RESPONSE is part of it
        card.on(GetEid.TAG, _ -> Tlv.of(GetEid.TAG, Tlv.of(0x5A, EID.bytes())));
        var file = folder.resolve("eid.jsonl");
        try (var recording = new RecordedCard(card, file)) {
            recording.reset();
            assertThat(eid(recording)).isEqualTo(EID);
        }
        return file;
    }

    @Test
    void playsTheSameRunOnceMore() throws IOException {
        var file = recorded();
        try (var card = new ReplayedCard(Recording.read(file))) {
            assertThat(card.reset()).isEqualTo(Bytes.hex("3B00"));
            assertThat(eid(card)).isEqualTo(EID);
            assertThatThrownBy(card::reset)
                    .isInstanceOf(ReplayedCard.Diverged.class)
                    .hasMessageContaining("the end");
        }
        assertThat(Files.readAllLines(file)).first().isEqualTo("{\"atr\":\"3B00\"}");
    }

    @Test
    void saysWhereARunIsAnother() {
        var card = new ReplayedCard(Recording.read(recorded()));
        card.reset();
        assertThatThrownBy(() -> {
                    try (var euicc = open(card)) {
                        euicc.call(new GetEuiccChallenge());
                    }
                })
                .isInstanceOf(ReplayedCard.Diverged.class)
                .hasMessageContaining("line 5") // after reset, capability, channel, selection
                .hasMessageContaining("recorded is the command 81E29100")
                .hasMessageContaining("now it is the command 81E29100");
    }

    @Test
    void holdsNoPinAndNoSessionKey() throws IOException {
        var file = folder.resolve("secrets.jsonl");
        var card = new CardChannel() {
            @Override
            public Bytes transmit(Bytes command) {
                return command.at(1) == 0x88 ? Bytes.hex("DB0411223344" + "9000") : Bytes.hex("9000");
            }

            @Override
            public Bytes reset() {
                return Bytes.hex("3B00");
            }

            @Override
            public void close() {}
        };
        var pin = Bytes.hex("0020000108" + "31323334FFFFFFFF");
        try (var recording = new RecordedCard(card, file)) {
            recording.transmit(pin);
            recording.transmit(Bytes.hex("0088008102" + "0102" + "00"));
        }

        assertThat(Files.readString(file)).doesNotContain("31323334").doesNotContain("11223344");
        assertThat(new ReplayedCard(Recording.read(file)).transmit(pin)).isEqualTo(Bytes.hex("9000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "no JSON",
                "{\"command\":\"00A40000\"}",
                "{\"command\":\"00A4\",\"response\":\"9000\"}",
                "{\"command\":\"00A40000\",\"response\":\"90\"}",
                "{\"command\":\"00A4000\",\"response\":\"9000\"}",
                "{\"atr\":\"3B00\",\"response\":\"9000\"}",
                "null"
            })
    void saysWhichLineIsNoPartOfARecording(String line) throws IOException {
        var file = Files.writeString(folder.resolve("odd.jsonl"), "{\"atr\":\"3B00\"}\n" + line + "\n");
        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd.jsonl, line 2");
    }
}
