package org.esimtestbed.rsp.crypto;

import java.security.SecureRandom;
import java.util.Random;

/// A SecureRandom that repeats itself, for runs that are to be compared octet by octet. Not for anything else.
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random source;

    SeededRandom(long seed) {
        this.source = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] octets) {
        source.nextBytes(octets);
    }

    @Override
    public String getAlgorithm() {
        return "seeded";
    }
}
