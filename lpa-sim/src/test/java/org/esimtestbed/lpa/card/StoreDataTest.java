package org.esimtestbed.lpa.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A card that loses commands on their way and answers 6601.
class StoreDataTest {
    private static final int HEAD = 5; // of a command whose value has more than 255 octets

    private final FakeCard card = new FakeCard();
    private final Terminal terminal = new Terminal(card, Tracer.NONE, InstantSource.system(), "LPA");
    private final StoreData storeData = new StoreData(terminal, 1, 255);

    @BeforeEach
    void echo() {
        card.on(GetProfilesInfo.TAG, request -> request);
    }

    /// @param octets of the value
    private static Bytes command(int octets) {
        return Tlv.of(GetProfilesInfo.TAG, SamplePackage.octets(octets)).raw();
    }

    private void carriesOut(int octets) {
        assertThat(storeData.send(command(octets))).isEqualTo(command(octets));
    }

    private List<Bytes> blocks() {
        return card.commands.stream().filter(it -> it.at(1) == 0xE2).toList();
    }

    @Test
    void repeatsABlockThatWasLost() {
        card.loses = command -> command.at(1) == 0xE2 && blocks().size() % 3 == 2;

        for (int time = 0; time < 3; time++) carriesOut(1200);

        assertThat(card.requests).hasSize(3);
        assertThat(blocks()).as("five each, and every third of all lost").hasSize(15 + 7);
        assertThat(blocks().subList(0, 4)).extracting(block -> block.at(3)).containsExactly(0, 1, 1, 2);
    }

    @Test
    void goesOnInSmallerBlocksWhereLargeOnesAreLost() {
        card.loses = command -> command.at(1) == 0xE2 && command.at(4) > 60 && command.at(3) > 0;
        carriesOut(500);
        assertThat(blocks()).extracting(block -> block.at(3)).containsExactly(0, 1, 1, 1, 1, 2, 3, 4, 5);

        card.commands.clear();
        carriesOut(500);
        assertThat(blocks())
                .as("it has learned")
                .hasSize((500 + HEAD + 59) / 60)
                .allMatch(block -> block.at(4) <= 60);
        assertThat(card.requests).hasSize(2);
    }

    @Test
    void stopsWhereNoBlockIsSmallEnough() {
        card.loses = command -> command.at(1) == 0xE2;

        assertThatThrownBy(() -> storeData.send(command(500)))
                .isInstanceOf(StatusWordRefused.class)
                .hasMessageContaining("6601");
        assertThat(blocks())
                .extracting(block -> block.at(4))
                .containsExactly(255, 255, 255, 60, 60, 60, 30, 30, 30, 15, 15, 15);
        assertThat(card.requests).isEmpty();
    }

    @Test
    void makesNoBlocksSmallerThanTheirNumbersAllow() { // GlobalPlatform §11.11: the number of a block is one octet
        card.loses = command -> command.at(1) == 0xE2 && command.at(4) > 60;

        assertThatThrownBy(() -> storeData.send(command(60 * 256 - HEAD + 1))).isInstanceOf(StatusWordRefused.class);
        carriesOut(60 * 256 - HEAD);
    }

    @Test
    void doesNotRepeatWhatTheCardHasCarriedOut() {
        card.loses = command -> command.at(1) == 0xC0;

        assertThatThrownBy(() -> storeData.send(command(700)))
                .isInstanceOf(StatusWordRefused.class)
                .hasMessageContaining("6601 to the command with header 81C00000");
        assertThat(card.requests).hasSize(1);

        card.loses = command -> command.at(1) == 0xC0 && card.commands.size() % 2 == 0;
        carriesOut(700);
        assertThat(card.requests).hasSize(2);
    }
}
