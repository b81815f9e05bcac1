package org.esimtestbed.lpa.baseband;

/// The code that unblocks a PIN (ETSI TS 102 221 §9.5.3), as the End User types it. Prints as nothing.
///
/// @param digits 8 of them
public record Puk(String digits) {
    /// @throws IllegalArgumentException without what was typed, if it has not that form
    public Puk {
        if (!digits.matches("[0-9]{8}")) throw new IllegalArgumentException("a PUK has 8 digits");
    }

    @Override
    public String toString() {
        return "Puk[masked]";
    }
}
