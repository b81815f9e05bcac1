package org.esimtestbed.rsp.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class TuakTest {
    private static final String SETS = "/org/esimtestbed/rsp/aka/ts-35.233-test-sets.csv";
    private static final Bytes K = Bytes.hex("abababababababababababababababab");
    private static final Bytes TOP = Bytes.repeat(0x55, 32);

    @ParameterizedTest(name = "test set {0}")
    @DisplayName("TS 35.233 §6.3 to §7.8")
    @CsvFileSource(resources = SETS, numLinesToSkip = 1)
    void everyFunctionGivesWhatTheTestSetSays(ArgumentsAccessor set) {
        var rand = octets(set, 2);
        int iterations = set.getInteger(6);
        var options = new Tuak.Options(
                octets(set, 8).size(),
                octets(set, 10).size(),
                octets(set, 11).size(),
                octets(set, 12).size(),
                iterations);
        assertThat(Tuak.topc(octets(set, 1), octets(set, 5), iterations)).isEqualTo(octets(set, 7));
        var algorithm = Tuak.withTopc(octets(set, 1), octets(set, 7), options);
        assertThat(algorithm.f1(rand, octets(set, 3), octets(set, 4))).isEqualTo(octets(set, 8));
        assertThat(algorithm.f1Star(rand, octets(set, 3), octets(set, 4))).isEqualTo(octets(set, 9));
        assertThat(algorithm.f2345(rand))
                .isEqualTo(new AkaAlgorithm.Keys(octets(set, 10), octets(set, 11), octets(set, 12), octets(set, 13)));
        assertThat(algorithm.f5Star(rand)).isEqualTo(octets(set, 14));
        assertThat(Tuak.withTop(octets(set, 1), octets(set, 5), options).f2345(rand))
                .isEqualTo(algorithm.f2345(rand));
    }

    /// SHA3-256 of BouncyCastle is a sponge over the same permutation (FIPS 202 §6.1).
    @Test
    void thePermutationMakesTheSameHashAsBouncyCastle() {
        var random = new Random(35231);
        for (int size = 0; size < 600; size += 7) {
            var message = new byte[size];
            random.nextBytes(message);
            var digest = new SHA3Digest(256);
            digest.update(message, 0, size);
            var expected = new byte[32];
            digest.doFinal(expected, 0);
            assertThat(sha3(message)).as("%d octets", size).isEqualTo(expected);
        }
    }

    private static byte[] sha3(byte[] message) {
        int rate = 136;
        var padded = Arrays.copyOf(message, (message.length / rate + 1) * rate);
        padded[message.length] ^= 0x06;
        padded[padded.length - 1] ^= (byte) 0x80;
        var state = new byte[Keccak.OCTETS];
        for (int block = 0; block < padded.length; block += rate) {
            for (int i = 0; i < rate; i++) state[i] ^= padded[block + i];
            Keccak.permute(state);
        }
        return Arrays.copyOf(state, 32);
    }

    @Test
    void theTokensCarryTheSequenceNumberBothWays() {
        var algorithm = Tuak.withTop(K, TOP, Tuak.Options.STANDARD);
        var rand = Bytes.repeat(0x42, 16);
        var sqn = Bytes.hex("000000001234");
        var vector = AuthenticationVector.compose(algorithm, rand, sqn, Bytes.hex("8000"));
        assertThat(vector.autn().sqn(algorithm.f2345(rand).ak())).isEqualTo(sqn);
        assertThat(Auts.compose(algorithm, rand, sqn).sqnMs(algorithm, rand)).contains(sqn);
    }

    @Test
    void refusesSizesItDoesNotHave() {
        assertThatThrownBy(() -> Tuak.withTop(K.first(15), TOP, Tuak.Options.STANDARD))
                .hasMessageContaining("K of");
        assertThatThrownBy(() -> Tuak.withTopc(K, K, Tuak.Options.STANDARD)).hasMessageContaining("TOPc");
        assertThatThrownBy(() -> new Tuak.Options(8, 12, 16, 16, 1)).hasMessageContaining("RES");
        assertThatThrownBy(() -> new Tuak.Options(8, 8, 16, 16, 0)).hasMessageContaining("1 to 255");
    }

    @Test
    void printsNoKey() {
        assertThat(Tuak.withTop(K, TOP, Tuak.Options.STANDARD) + "").doesNotContainIgnoringCase("abab");
    }

    private static Bytes octets(ArgumentsAccessor set, int column) {
        return Bytes.hex(set.getString(column));
    }
}
