package org.esimtestbed.console.ecosystem;

/// A part of the ecosystem that can run alone, with something foreign in the place of the others.
public enum Role {
    SM_DP_PLUS("sm-dp-plus"),
    SM_DS("sm-ds"),
    OPERATOR("operator"),
    CARD("card");

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
