package org.esimtestbed.rsp.aka;

/// The permutation Keccak-f[1600] (3GPP TS 35.232, FIPS 202 §3): 25 lanes of 64 bits, 24 rounds.
final class Keccak {
    static final int OCTETS = 200;

    private static final int LANES = 25;
    private static final int ROUNDS = 24;
    // The state of the shift register that makes the constants of iota: x^8 + x^6 + x^5 + x^4 + 1 (FIPS 202 §3.2.5).
    private static final int FEEDBACK = 0x71;

    private Keccak() {}

    /// @param state 200 octets, each lane with its least significant octet first; replaced by its image
    static void permute(byte[] state) {
        var lanes = new long[LANES];
        for (int i = 0; i < OCTETS; i++) lanes[i / 8] |= (state[i] & 0xFFL) << 8 * (i % 8);
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            theta(lanes);
            rhoPi(lanes);
            chi(lanes);
            for (int j = 0; j < 7; j++) {
                if ((register & 1) != 0) lanes[0] ^= 1L << (1 << j) - 1;
                register = (register & 0x80) != 0 ? (register << 1 ^ FEEDBACK) & 0xFF : register << 1;
            }
        }
        for (int i = 0; i < OCTETS; i++) state[i] = (byte) (lanes[i / 8] >>> 8 * (i % 8));
    }

    private static void theta(long[] lanes) {
        var parity = new long[5];
        for (int x = 0; x < 5; x++) {
            parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }
        for (int x = 0; x < 5; x++) {
            long mask = parity[(x + 4) % 5] ^ Long.rotateLeft(parity[(x + 1) % 5], 1);
            for (int y = 0; y < LANES; y += 5) lanes[x + y] ^= mask;
        }
    }

    // Rotates each lane and moves it, along the one path that visits all lanes but the first.
    private static void rhoPi(long[] lanes) {
        int x = 1;
        int y = 0;
        long moving = lanes[1];
        for (int t = 1; t < LANES; t++) {
            int nextY = (2 * x + 3 * y) % 5;
            x = y;
            y = nextY;
            long displaced = lanes[x + 5 * y];
            lanes[x + 5 * y] = Long.rotateLeft(moving, t * (t + 1) / 2 % 64);
            moving = displaced;
        }
    }

    private static void chi(long[] lanes) {
        var row = new long[5];
        for (int y = 0; y < LANES; y += 5) {
            System.arraycopy(lanes, y, row, 0, 5);
            for (int x = 0; x < 5; x++) lanes[y + x] = row[x] ^ ~row[(x + 1) % 5] & row[(x + 2) % 5];
        }
    }
}
