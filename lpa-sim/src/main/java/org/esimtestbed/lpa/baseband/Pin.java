package org.esimtestbed.lpa.baseband;

/// The PIN of a SIM (ETSI TS 102 221 §9.5.1), as the End User types it. Prints as nothing.
///
/// @param digits 4 to 8 of them
public record Pin(String digits) {
    /// @throws IllegalArgumentException without what was typed, if it has not that form
    public Pin {
        if (!digits.matches("[0-9]{4,8}")) throw new IllegalArgumentException("a PIN has 4 to 8 digits");
    }

    @Override
    public String toString() {
        return "Pin[masked]";
    }
}
