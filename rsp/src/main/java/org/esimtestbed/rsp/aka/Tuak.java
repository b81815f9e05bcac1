package org.esimtestbed.rsp.aka;

import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// TUAK (3GPP TS 35.231) over Keccak-f[1600].
public final class Tuak implements AkaAlgorithm {
    private static final Bytes ALGORITHM_NAME = Bytes.utf8("TUAK1.0");
    private static final int TOP_SIZE = 32;
    // Where the parts of the state stand, in octets (TS 35.231 §6.1: IN[0] is the least significant bit of TOPc).
    private static final int INSTANCE = 32;
    private static final int NAME = 33;
    private static final int RAND = 40;
    private static final int AMF = 56;
    private static final int SQN = 58;
    private static final int KEY = 64;
    private static final int PADDING = 96;
    private static final int PADDING_END = 135;
    // Where the results stand in OUT (TS 35.231 §6.3 to §6.6).
    private static final int CK = 32;
    private static final int IK = 64;
    private static final int AK = 96;
    private static final int AK_SIZE = 6;
    // Bits of INSTANCE.
    private static final int F1_STAR = 0x80;
    private static final int F2345 = 0x40;
    private static final int F5_STAR = 0xC0;
    private static final int LONG_CK = 0x04;
    private static final int LONG_IK = 0x02;
    private static final int LONG_KEY = 0x01;

    private final Bytes k;
    private final Bytes topc;
    private final Options options;

    /// What an operator chooses (TS 35.231 §5.2 and §7.2). AUTN and AUTS have room for a MAC of 8 octets alone.
    ///
    /// @param mac        octets of MAC-A and MAC-S: 8, 16 or 32
    /// @param res        octets of RES: 4, 8, 16 or 32
    /// @param ck         octets of CK: 16 or 32
    /// @param ik         octets of IK: 16 or 32
    /// @param iterations how often Keccak-f is applied, 1 to 255
    public record Options(int mac, int res, int ck, int ik, int iterations) {
        public static final Options STANDARD = new Options(8, 8, 16, 16, 1);

        /// @throws IllegalArgumentException for a size TUAK does not have, or no iteration at all
        public Options {
            oneOf("MAC", mac, 8, 16, 32);
            oneOf("RES", res, 4, 8, 16, 32);
            oneOf("CK", ck, 16, 32);
            oneOf("IK", ik, 16, 32);
            if (iterations < 1 || iterations > 255) {
                throw new IllegalArgumentException("TUAK iterates Keccak 1 to 255 times, not " + iterations);
            }
        }

        private static void oneOf(String what, int size, Integer... sizes) {
            if (!List.of(sizes).contains(size)) {
                throw new IllegalArgumentException(what + " of TUAK has no " + size + " octets");
            }
        }
    }

    private Tuak(Bytes k, Bytes topc, Options options) {
        this.k = checkedKey(k);
        this.topc = AkaAlgorithm.sized("TOPc", topc, TOP_SIZE);
        this.options = options;
    }

    /// @param k    16 or 32 octets
    /// @param topc 32 octets
    public static Tuak withTopc(Bytes k, Bytes topc, Options options) {
        return new Tuak(k, topc, options);
    }

    /// @param top the operator's own constant, 32 octets
    public static Tuak withTop(Bytes k, Bytes top, Options options) {
        return new Tuak(k, topc(k, top, options.iterations()), options);
    }

    /// TOPc of TOP and K (TS 35.231 §6.2): 32 octets.
    public static Bytes topc(Bytes k, Bytes top, int iterations) {
        var state = state(AkaAlgorithm.sized("TOP", top, TOP_SIZE), checkedKey(k), 0);
        return out(iterated(state, iterations), 0, TOP_SIZE);
    }

    @Override
    public Bytes f1(Bytes rand, Bytes sqn, Bytes amf) {
        return mac(0, rand, sqn, amf);
    }

    @Override
    public Bytes f1Star(Bytes rand, Bytes sqn, Bytes amf) {
        return mac(F1_STAR, rand, sqn, amf);
    }

    // Lengths stand in INSTANCE as multiples of 8 octets; RES of 4 octets as zero.
    private Bytes mac(int function, Bytes rand, Bytes sqn, Bytes amf) {
        var state = state(topc, k, function | options.mac());
        put(state, RAND, AkaAlgorithm.sized("RAND", rand, 16));
        put(state, AMF, AkaAlgorithm.sized("AMF", amf, 2));
        put(state, SQN, AkaAlgorithm.sized("SQN", sqn, 6));
        return out(iterated(state, options.iterations()), 0, options.mac());
    }

    @Override
    public Keys f2345(Bytes rand) {
        int instance = F2345
                | (options.res() == 4 ? 0 : options.res())
                | (options.ck() == 32 ? LONG_CK : 0)
                | (options.ik() == 32 ? LONG_IK : 0);
        var state = state(topc, k, instance);
        put(state, RAND, AkaAlgorithm.sized("RAND", rand, 16));
        var out = iterated(state, options.iterations());
        return new Keys(
                out(out, 0, options.res()),
                out(out, CK, options.ck()),
                out(out, IK, options.ik()),
                out(out, AK, AK_SIZE));
    }

    @Override
    public Bytes f5Star(Bytes rand) {
        var state = state(topc, k, F5_STAR);
        put(state, RAND, AkaAlgorithm.sized("RAND", rand, 16));
        return out(iterated(state, options.iterations()), AK, AK_SIZE);
    }

    private static byte[] state(Bytes top, Bytes k, int instance) {
        var state = new byte[Keccak.OCTETS];
        put(state, 0, top);
        state[INSTANCE] = (byte) (instance | (k.size() == 32 ? LONG_KEY : 0));
        put(state, NAME, ALGORITHM_NAME);
        put(state, KEY, k);
        state[PADDING] = 0x1F;
        state[PADDING_END] = (byte) 0x80;
        return state;
    }

    // TUAK writes its values with the most significant bit last.
    private static void put(byte[] state, int at, Bytes value) {
        for (int i = 0; i < value.size(); i++) state[at + i] = (byte) value.at(value.size() - 1 - i);
    }

    private static Bytes out(byte[] state, int at, int size) {
        var value = new byte[size];
        for (int i = 0; i < size; i++) value[i] = state[at + size - 1 - i];
        return Bytes.wrap(value);
    }

    private static byte[] iterated(byte[] state, int iterations) {
        for (int i = 0; i < iterations; i++) Keccak.permute(state);
        return state;
    }

    private static Bytes checkedKey(Bytes k) {
        if (k.size() != 16 && k.size() != 32) {
            throw new IllegalArgumentException("K of TUAK has 16 or 32 octets, not " + k.size());
        }
        return k;
    }

    @Override
    public String toString() {
        return "Tuak[masked]";
    }
}
