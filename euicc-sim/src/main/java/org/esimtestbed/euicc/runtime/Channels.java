package org.esimtestbed.euicc.runtime;

/// Logical channels that MANAGE CHANNEL may open (ETSI TS 102 221 §11.1.17).
///
/// @param first number of the lowest, 1 to 19
/// @param last  number of the highest; below `first` for a card with the basic channel alone
public record Channels(int first, int last) {
    /// All that the two class codings can name.
    public static final Channels ALL = new Channels(1, 19);

    public static final Channels NONE = new Channels(1, 0);

    /// @throws IllegalArgumentException for a number that no class octet can name
    public Channels {
        if (first < 1 || last > 19) throw new IllegalArgumentException("logical channels are 1 to 19");
    }

    public boolean has(int number) {
        return number >= first && number <= last;
    }
}
