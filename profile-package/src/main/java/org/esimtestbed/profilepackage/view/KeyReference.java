package org.esimtestbed.profilepackage.view;

/// The names of PINs and administrative keys (ETSI TS 102 221 §9.5.1).
public final class KeyReference {
    private KeyReference() {}

    /// `PIN1`, `ADM1`, `PIN2`; the PIN of another application by its number.
    public static String name(int reference) {
        int low = reference & 0x7F;
        boolean local = reference > 0x80;
        if (low >= 0x0A && low <= 0x0E) return "ADM" + (low - 9 + (local ? 5 : 0));
        if (reference == 0x11) return "universal PIN";
        if (low == 1) return local ? "PIN2" : "PIN1";
        if (low >= 2 && low <= 8) return (local ? "second PIN of application " : "PIN of application ") + low;
        return "key %02X".formatted(reference);
    }

    /// Whether the reference stands for another thing in each directory.
    public static boolean isLocal(int reference) {
        return reference >= 0x80;
    }
}
