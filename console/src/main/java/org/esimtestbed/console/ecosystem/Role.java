package org.esimtestbed.console.ecosystem;

import java.util.EnumSet;
import java.util.Set;

/// A part of the ecosystem that can run alone, with something foreign in the place of the others.
public enum Role {
    SM_DP_PLUS("sm-dp-plus"),
    SM_DS("sm-ds"),
    ALTERNATIVE_SM_DS("alternative-sm-ds"),
    OPERATOR("operator"),
    CARD("card");

    /// What runs where nobody asks for less or more.
    public static final Set<Role> USUAL = Set.copyOf(EnumSet.complementOf(EnumSet.of(ALTERNATIVE_SM_DS)));

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /// As the command line writes it.
    @Override
    public String toString() {
        return word;
    }
}
