package org.esimtestbed.profilepackage.element;

import java.util.Optional;

/// How a network access application authenticates (AlgoParameter.algorithmID).
public enum Algorithm {
    /// 3GPP TS 35.205 to 35.208
    MILENAGE(1),
    /// 3GPP TS 35.231 to 35.233
    TUAK(2),
    /// 3GPP TS 34.108 §8.1.2
    USIM_TEST(3);

    private final int number;

    Algorithm(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<Algorithm> of(int number) {
        for (var algorithm : values()) if (algorithm.number == number) return Optional.of(algorithm);
        return Optional.empty();
    }
}
