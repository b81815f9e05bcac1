package org.esimtestbed.lpa.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.es10.Es10Command;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsdrTest {
    private static final TransactionId TRANSACTION = TransactionId.of("A1A2");

    private final FakeCard card = new FakeCard();
    private final Terminal terminal = new Terminal(card, Tracer.NONE, InstantSource.system(), "LPA");

    private record Echo(Bytes value) implements Es10Command<Bytes> {
        static final int TAG = 0xBF2D;

        @Override
        public Tlv request() {
            return Tlv.of(TAG, value);
        }

        @Override
        public Bytes response(Tlv response) {
            return response.value();
        }
    }

    private Isdr isdr(int segmentSize) {
        card.on(Echo.TAG, request -> request);
        return Isdr.open(terminal, Tracer.NONE, InstantSource.system(), segmentSize);
    }

    private List<Bytes> storeData() {
        return card.commands.stream().filter(it -> it.at(1) == 0xE2).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 127, 254, 255})
    void cutsACommandIntoBlocksOfAnySize(int size) {
        var value = SamplePackage.octets(240);

        assertThat(isdr(size).call(new Echo(value))).isEqualTo(value);

        var blocks = storeData();
        int whole = value.size() + 4;
        assertThat(blocks).hasSize((whole + size - 1) / size);
        for (int i = 0; i < blocks.size(); i++) {
            boolean last = i == blocks.size() - 1;
            int length = last ? whole - size * i : size;
            assertThat(blocks.get(i).first(5)) // class with channel 1, INS, P1 more or last, P2 block number, Lc
                    .isEqualTo(Bytes.of(0x81, 0xE2, last ? 0x91 : 0x11, i, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void neverNumbersMoreThan256Blocks(int size) { // GlobalPlatform §11.11: P2 is one octet
        var value = SamplePackage.octets(1000);

        assertThat(isdr(size).call(new Echo(value))).isEqualTo(value);

        var blocks = storeData();
        assertThat(blocks).hasSizeLessThanOrEqualTo(256);
        for (int i = 0; i < blocks.size(); i++) assertThat(blocks.get(i).at(3)).isEqualTo(i);
    }

    @Test
    void refusesWhatFitsNoNumberOfBlocks() {
        var isdr = isdr(255);
        assertThat(isdr.call(new Echo(SamplePackage.octets(256 * 255 - 5))))
                .isEqualTo(SamplePackage.octets(256 * 255 - 5));

        assertThatThrownBy(() -> isdr.call(new Echo(SamplePackage.octets(256 * 255 - 4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65281 octets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6881", "6A81", "6D00", "6E00"})
    void usesTheBasicChannelOfACardWithoutOthers(String statusWord) {
        card.channels = Bytes.hex(statusWord);
        var value = SamplePackage.octets(300);

        try (var isdr = isdr(255)) {
            assertThat(isdr.call(new Echo(value))).isEqualTo(value);
        }

        assertThat(storeData()).allMatch(block -> block.at(0) == 0x80);
        assertThat(card.commands.getLast()).isEqualTo(Bytes.hex("00A4000C023F00"));
    }

    static List<IsdrAids.Candidate> knownAids() {
        return IsdrAids.wellKnown().candidates();
    }

    @ParameterizedTest
    @MethodSource("knownAids")
    void findsTheIsdrUnderAnyAidItIsKnownToHave(IsdrAids.Candidate there) {
        card.isdr = there.aid();
        var value = SamplePackage.octets(10);

        assertThat(isdr(255).call(new Echo(value))).isEqualTo(value);

        assertThat(card.commands.get(2)).as("that of SGP.22 comes first").isEqualTo(select(Aid.ISD_R));
        assertThat(selections()).hasSize(knownAids().indexOf(there) + 1).endsWith(select(there.aid()));
    }

    @Test
    void saysUnderWhichAidsItHasLookedForTheIsdr() {
        card.isdr = Aid.of("A0000005590000");

        assertThatThrownBy(() -> isdr(255))
                .isInstanceOfSatisfying(
                        StatusWordRefused.class,
                        refused -> assertThat(refused.statusWord()).isEqualTo(0x6A82))
                .satisfies(refused -> assertThat(knownAids())
                        .hasSizeGreaterThan(4)
                        .allSatisfy(tried -> assertThat(refused)
                                .hasMessageContaining("6A82 to " + tried.aid() + " (" + tried.owner() + ")")));
        assertThat(card.commands.getLast()).as("the channel is closed").isEqualTo(Bytes.hex("00708001"));
    }

    @Test
    void looksUnderNoOtherAidThanTheOneAskedFor() {
        var asked = Aid.of("A0000005590000");
        card.isdr = asked;
        Isdr.open(terminal, Tracer.NONE, InstantSource.system(), 255, IsdrAids.only(asked), UnaryOperator.identity())
                .close();

        assertThat(selections()).containsExactly(select(asked));
    }

    private static Bytes select(Aid aid) {
        return Bytes.concat(Bytes.of(0x01, 0xA4, 0x04, 0x00, aid.bytes().size()), aid.bytes(), Bytes.of(0x00));
    }

    private List<Bytes> selections() {
        return card.commands.stream().filter(it -> it.at(1) == 0xA4).toList();
    }

    @Test
    void saysWhyTheCardOpensNoChannel() {
        card.channels = Bytes.hex("6982");

        assertThatThrownBy(() -> isdr(255))
                .isInstanceOf(StatusWordRefused.class)
                .hasMessageContaining("6982");
    }

    @Test
    void takesAnAnswerInOnePieceAsOverT1() {
        card.chunk = 65535;
        var value = SamplePackage.octets(700);

        assertThat(isdr(255).call(new Echo(value))).isEqualTo(value);
        assertThat(card.commands).noneMatch(it -> it.at(1) == 0xC0);
    }

    @Test
    void leavesLeOutWhereTheCardDoesNotTakeIt() {
        card.refusesLe = true;
        var value = SamplePackage.octets(500);

        assertThat(isdr(255).call(new Echo(value))).isEqualTo(value);

        var sizes = storeData().stream().map(it -> it.size() - 5 - it.at(4)).toList();
        assertThat(sizes).containsExactly(0, 0); // it was SELECT that was refused, once
        assertThat(card.commands.stream().filter(it -> it.at(1) == 0xA4)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void refusesBlocksOfAnImpossibleSize(int size) {
        assertThatThrownBy(() -> isdr(size)).isInstanceOf(IllegalArgumentException.class);
        assertThat(card.commands).isEmpty();
    }

    @Test
    void collectsALongAnswerByGetResponseOnItsChannel() {
        var value = SamplePackage.octets(700);

        assertThat(isdr(255).call(new Echo(value))).isEqualTo(value);

        var fetched = card.commands.stream().filter(it -> it.at(1) == 0xC0).toList();
        assertThat(fetched).hasSize(4);
        assertThat(fetched.getFirst().at(0) & 0x03).isEqualTo(1);
    }

    @Test
    void announcesTheLpaAndClosesItsChannel() {
        isdr(255).close();

        assertThat(card.commands.getFirst()).isEqualTo(Bytes.hex("80AA000005A903830107"));
        assertThat(card.commands.get(1)).isEqualTo(Bytes.hex("0070000001"));
        assertThat(card.commands.get(2)).isEqualTo(Bytes.hex("01A4040010A0000005591010FFFFFFFF890000010000"));
        assertThat(card.commands.getLast()).isEqualTo(Bytes.hex("00708001"));
    }

    @Test
    void countsBlocksFromZeroInEverySegment() {
        var bpp = SamplePackage.bound(TRANSACTION, 3);
        var result = SamplePackage.failed(TRANSACTION, ErrorReason.UNKNOWN_ERROR);
        int last = bpp.segments().size();
        card.loads(_ -> card.segments.size() < last
                ? Bytes.hex("9000")
                : result.tlv().raw().plus(Bytes.hex("9000")));
        var progress = new ArrayList<Integer>();

        assertThat(isdr(100).loadBoundProfilePackage(bpp, progress::add)).contains(result);

        assertThat(card.segments).isEqualTo(bpp.segments());
        assertThat(progress).hasSize(last).isSorted().endsWith(last);
        int expected = 0;
        for (var block : storeData()) {
            assertThat(block.at(3)).isEqualTo(expected);
            expected = block.at(2) == 0x91 ? 0 : expected + 1;
        }
    }

    @Test
    void stopsLoadingAtAnEarlyResult() {
        var bpp = SamplePackage.bound(TRANSACTION, 5);
        var result = SamplePackage.failed(TRANSACTION, ErrorReason.SCP03T_SECURITY_ERROR);
        card.loads(_ -> card.segments.size() < 3
                ? Bytes.hex("9000")
                : result.tlv().raw().plus(Bytes.hex("9000")));

        assertThat(isdr(255).loadBoundProfilePackage(bpp, _ -> {})).contains(result);
        assertThat(card.segments).hasSize(3);
    }

    @Test
    void saysWhichStatusWordEndedALoading() {
        card.loads(_ -> Bytes.hex(card.segments.size() < 3 ? "9000" : "6985"));
        var isdr = isdr(255);

        assertThatThrownBy(() -> isdr.loadBoundProfilePackage(SamplePackage.bound(TRANSACTION, 5), _ -> {}))
                .isInstanceOfSatisfying(
                        StatusWordRefused.class,
                        refused -> assertThat(refused.statusWord()).isEqualTo(0x6985));
        assertThat(card.segments).hasSize(3);
    }

    @Test
    void codesChannelsAsTheUiccDoes() { // ETSI TS 102 221 §10.1.1
        assertThat(Isdr.classByte(0x80, 3)).isEqualTo(0x83);
        assertThat(Isdr.classByte(0x80, 4)).isEqualTo(0xC0);
        assertThat(Isdr.classByte(0x80, 19)).isEqualTo(0xCF);
        assertThat(Isdr.classByte(0x00, 4)).isEqualTo(0x40);
    }
}
