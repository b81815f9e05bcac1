package org.esimtestbed.rsp.aka;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.esimtestbed.rsp.tlv.Bytes;

/// MILENAGE (3GPP TS 35.206) over AES-128.
public final class Milenage implements AkaAlgorithm {
    private static final int BLOCK = 16;

    private final byte[] k;
    private final byte[] opc;
    private final Constants constants;

    /// The rotations and constants an operator may choose (TS 35.206 §4.1).
    ///
    /// @param rotations r1 to r5 in bits, one octet each, multiples of 8 as every published set has them
    /// @param xorings   c1 to c5, 16 octets each, one after another
    public record Constants(Bytes rotations, Bytes xorings) {
        /// r1 to r5 are 64, 0, 32, 64, 96 bits; c1 to c5 are 0, 1, 2, 4, 8.
        public static final Constants STANDARD = new Constants(
                Bytes.of(64, 0, 32, 64, 96),
                Bytes.concat(constant(0), constant(1), constant(2), constant(4), constant(8)));

        /// @throws IllegalArgumentException unless there are 5 rotations of whole octets and 80 octets of constants
        public Constants {
            if (rotations.size() != 5 || xorings.size() != 5 * BLOCK) {
                throw new IllegalArgumentException("Milenage has five rotations and five constants of 16 octets");
            }
            for (int i = 0; i < 5; i++) {
                if (rotations.at(i) % 8 != 0 || rotations.at(i) > 127) {
                    throw new IllegalArgumentException("rotation r" + (i + 1) + " is no whole number of octets below"
                            + " 128 bits: " + rotations.at(i));
                }
            }
        }

        private static Bytes constant(int last) {
            return Bytes.concat(Bytes.repeat(0, BLOCK - 1), Bytes.of(last));
        }
    }

    private Milenage(Bytes k, Bytes opc, Constants constants) {
        this.k = AkaAlgorithm.key("K", k);
        this.opc = AkaAlgorithm.key("OPc", opc);
        this.constants = constants;
    }

    /// @param k   16 octets
    /// @param opc 16 octets
    public static Milenage withOpc(Bytes k, Bytes opc) {
        return new Milenage(k, opc, Constants.STANDARD);
    }

    public static Milenage withOpc(Bytes k, Bytes opc, Constants constants) {
        return new Milenage(k, opc, constants);
    }

    /// @param op the operator's own constant, 16 octets
    public static Milenage withOp(Bytes k, Bytes op) {
        return withOpc(k, opc(k, op));
    }

    /// OPc = OP xor E(K, OP) (TS 35.206 §4.1).
    public static Bytes opc(Bytes k, Bytes op) {
        var opc = encrypt(cipher(AkaAlgorithm.key("K", k)), AkaAlgorithm.key("OP", op));
        xor(opc, op.toArray());
        return Bytes.wrap(opc);
    }

    @Override
    public Bytes f1(Bytes rand, Bytes sqn, Bytes amf) {
        return Bytes.wrap(out1(rand, sqn, amf)).first(8);
    }

    @Override
    public Bytes f1Star(Bytes rand, Bytes sqn, Bytes amf) {
        return Bytes.wrap(out1(rand, sqn, amf)).last(8);
    }

    @Override
    public Keys f2345(Bytes rand) {
        var cipher = cipher(k);
        var temp = temp(cipher, rand);
        var out2 = Bytes.wrap(out(cipher, temp, 2));
        return new Keys(
                out2.last(8), Bytes.wrap(out(cipher, temp, 3)), Bytes.wrap(out(cipher, temp, 4)), out2.first(6));
    }

    @Override
    public Bytes f5Star(Bytes rand) {
        var cipher = cipher(k);
        return Bytes.wrap(out(cipher, temp(cipher, rand), 5)).first(6);
    }

    private byte[] out1(Bytes rand, Bytes sqn, Bytes amf) {
        var cipher = cipher(k);
        var half = AkaAlgorithm.sqnAndAmf(sqn, amf);
        var in1 = new byte[BLOCK];
        System.arraycopy(half, 0, in1, 0, 8);
        System.arraycopy(half, 0, in1, 8, 8);
        xor(in1, opc);
        var block = rotated(in1, constants.rotations().at(0));
        xor(block, constant(1));
        xor(block, temp(cipher, rand));
        var out = encrypt(cipher, block);
        xor(out, opc);
        return out;
    }

    private byte[] out(Cipher cipher, byte[] temp, int number) {
        var block = temp.clone();
        xor(block, opc);
        block = rotated(block, constants.rotations().at(number - 1));
        xor(block, constant(number));
        var out = encrypt(cipher, block);
        xor(out, opc);
        return out;
    }

    private byte[] temp(Cipher cipher, Bytes rand) {
        var block = AkaAlgorithm.rand(rand);
        xor(block, opc);
        return encrypt(cipher, block);
    }

    private byte[] constant(int number) {
        return constants.xorings().slice((number - 1) * BLOCK, number * BLOCK).toArray();
    }

    // Towards the most significant bit (TS 35.206 §4.1: rot).
    private static byte[] rotated(byte[] block, int bits) {
        var rotated = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) rotated[i] = block[(i + bits / 8) % BLOCK];
        return rotated;
    }

    private static void xor(byte[] target, byte[] other) {
        for (int i = 0; i < target.length; i++) target[i] ^= other[i];
    }

    private static Cipher cipher(byte[] k) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    private static byte[] encrypt(Cipher cipher, byte[] block) {
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses a block", e);
        }
    }

    @Override
    public String toString() {
        return "Milenage[masked]";
    }
}
