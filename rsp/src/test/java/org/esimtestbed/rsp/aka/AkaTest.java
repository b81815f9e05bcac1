package org.esimtestbed.rsp.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class AkaTest {
    private static final String SETS = "/org/esimtestbed/rsp/aka/ts-35.208-test-sets.csv";

    @Nested
    @DisplayName("TS 35.208 §4.3")
    class MilenageSets {
        @ParameterizedTest(name = "test set {0}")
        @CsvFileSource(resources = SETS, numLinesToSkip = 1)
        void everyFunctionGivesWhatTheTestSetSays(ArgumentsAccessor set) {
            var algorithm = Milenage.withOp(octets(set, 1), octets(set, 5));
            var rand = octets(set, 2);
            var sqn = octets(set, 3);
            var amf = octets(set, 4);
            assertThat(Milenage.opc(octets(set, 1), octets(set, 5))).isEqualTo(octets(set, 6));
            assertThat(algorithm.f1(rand, sqn, amf)).isEqualTo(octets(set, 7));
            assertThat(algorithm.f1Star(rand, sqn, amf)).isEqualTo(octets(set, 8));
            assertThat(algorithm.f2345(rand))
                    .isEqualTo(
                            new AkaAlgorithm.Keys(octets(set, 9), octets(set, 11), octets(set, 12), octets(set, 10)));
            assertThat(algorithm.f5Star(rand)).isEqualTo(octets(set, 13));
        }

        @ParameterizedTest(name = "test set {0}")
        @CsvFileSource(resources = SETS, numLinesToSkip = 1)
        void theTokensCarryTheSequenceNumberBothWays(ArgumentsAccessor set) {
            var algorithm = Milenage.withOpc(octets(set, 1), octets(set, 6));
            var rand = octets(set, 2);
            var sqn = octets(set, 3);
            var vector = AuthenticationVector.compose(algorithm, rand, sqn, octets(set, 4));
            assertThat(vector.autn().macA()).isEqualTo(octets(set, 7));
            assertThat(Autn.of(vector.autn().bytes()).sqn(octets(set, 10))).isEqualTo(sqn);
            var auts = Auts.compose(algorithm, rand, sqn).bytes();
            assertThat(Auts.of(auts).sqnMs(algorithm, rand)).contains(sqn);
            var spoilt = auts.with(13, Bytes.of(auts.at(13) ^ 1));
            assertThat(Auts.of(spoilt).sqnMs(algorithm, rand)).isEmpty();
        }

        private static Bytes octets(ArgumentsAccessor set, int column) {
            return Bytes.hex(set.getString(column));
        }
    }

    @Nested
    class OwnConstants {
        private static final Bytes K = Bytes.hex("465b5ce8b199b49faa5f0a2ee238a6bc");

        @Test
        void otherRotationsGiveOtherKeys() {
            var constants = new Milenage.Constants(Bytes.of(64, 0, 32, 64, 8), Milenage.Constants.STANDARD.xorings());
            var own = Milenage.withOpc(K, K, constants);
            var standard = Milenage.withOpc(K, K);
            assertThat(own.f2345(K)).isEqualTo(standard.f2345(K));
            assertThat(own.f5Star(K)).isNotEqualTo(standard.f5Star(K));
        }

        @Test
        void refusesARotationWithinAnOctet() {
            assertThatThrownBy(() ->
                            new Milenage.Constants(Bytes.of(64, 0, 33, 64, 96), Milenage.Constants.STANDARD.xorings()))
                    .hasMessageContaining("r3");
        }

        @Test
        void refusesAKeyOfAnotherSizeAndNamesIt() {
            assertThatThrownBy(() -> Milenage.withOpc(K, K.first(15))).hasMessageContaining("OPc has 16 octets");
        }

        @Test
        void printsNoKey() {
            assertThat(Milenage.withOpc(K, K) + " " + new TestAlgorithm(K) + new TestAlgorithm(K).f2345(K))
                    .doesNotContainIgnoringCase("465b");
        }
    }

    @Nested
    @DisplayName("TS 34.108 §8.1.2")
    class TestAlgorithmAsNumbers {
        private static final Bytes K = Bytes.hex("000102030405060708090A0B0C0D0E0F");
        private static final Bytes RAND = Bytes.hex("F0E1D2C3B4A5968778695A4B3C2D1E0F");
        private final BigInteger xdout = new BigInteger(1, K.toArray()).xor(new BigInteger(1, RAND.toArray()));
        private final TestAlgorithm algorithm = new TestAlgorithm(K);

        @Test
        void theKeysAreRotationsOfTheExclusiveOr() {
            var keys = algorithm.f2345(RAND);
            assertThat(number(keys.res())).isEqualTo(xdout);
            assertThat(number(keys.ck())).isEqualTo(rotated(8));
            assertThat(number(keys.ik())).isEqualTo(rotated(16));
            assertThat(number(keys.ak())).isEqualTo(rotated(24).shiftRight(80));
            assertThat(algorithm.f5Star(RAND)).isEqualTo(keys.ak());
        }

        @Test
        void theCodeIsTheFirstHalfXorSequenceNumberAndAmf() {
            var sqn = Bytes.hex("0000000000A1");
            var amf = Bytes.hex("8000");
            assertThat(number(algorithm.f1(RAND, sqn, amf)))
                    .isEqualTo(xdout.shiftRight(64).xor(number(sqn.plus(amf))));
            assertThat(algorithm.f1Star(RAND, sqn, amf)).isEqualTo(algorithm.f1(RAND, sqn, amf));
        }

        private BigInteger rotated(int bits) {
            var all = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
            return xdout.shiftLeft(bits).or(xdout.shiftRight(128 - bits)).and(all);
        }

        private static BigInteger number(Bytes octets) {
            return new BigInteger(1, octets.toArray());
        }
    }

    @Nested
    @DisplayName("TS 33.102 §6.8.1.2")
    class Conversion {
        @Test
        void gsmKeysAreTheFoldedOnes() {
            var keys = new AkaAlgorithm.Keys(
                    Bytes.hex("0102030410203040"),
                    Bytes.hex("00000000000000010000000000000002"),
                    Bytes.hex("00000000000000040000000000000008"),
                    Bytes.repeat(0, 6));
            assertThat(GsmKeys.of(keys)).isEqualTo(new GsmKeys(Bytes.hex("11223344"), Bytes.hex("000000000000000F")));
        }
    }
}
