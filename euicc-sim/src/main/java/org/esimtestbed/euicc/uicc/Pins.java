package org.esimtestbed.euicc.uicc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// The secret codes of one Profile (ETSI TS 102 221 §9.5) and how many tries each has left. Immutable.
///
/// @param pins by key reference and the context it holds in
/// @param puks by their own reference
public record Pins(Map<Key, Pin> pins, Map<Integer, Puk> puks) {
    public static final Pins NONE = new Pins(Map.of(), Map.of());
    /// The context of global key references: PINs of applications and ADM 1 to 5.
    public static final int GLOBAL = 0;

    /// @param context   [#GLOBAL], or the number of a directory's own set
    /// @param reference TS 102 221 table 9.3: 01 to 08, 0A to 0E global; 81 to 88, 8A to 8E local
    public record Key(int context, int reference) {}

    /// @param value       8 octets, padded with FF
    /// @param changeable  whether CHANGE PIN is allowed
    /// @param disableable whether DISABLE PIN is allowed
    /// @param puk         reference of the unblocking code, where there is one
    public record Pin(
            Bytes value,
            boolean enabled,
            boolean changeable,
            boolean disableable,
            int triesLeft,
            int tries,
            Optional<Integer> puk) {
        public Pin withTriesLeft(int left) {
            return new Pin(value, enabled, changeable, disableable, left, tries, puk);
        }

        public Pin withValue(Bytes newValue) {
            return new Pin(newValue, enabled, changeable, disableable, tries, tries, puk);
        }

        public Pin withEnabled(boolean on) {
            return new Pin(value, on, changeable, disableable, tries, tries, puk);
        }

        @Override
        public String toString() {
            return "Pin[enabled=" + enabled + ", triesLeft=" + triesLeft + "]";
        }
    }

    /// @param value 8 octets
    public record Puk(Bytes value, int triesLeft, int tries) {
        public Puk withTriesLeft(int left) {
            return new Puk(value, left, tries);
        }

        @Override
        public String toString() {
            return "Puk[triesLeft=" + triesLeft + "]";
        }
    }

    public Pins {
        pins = Map.copyOf(pins);
        puks = Map.copyOf(puks);
    }

    /// Local references belong to the directory's own context (TS 102 221 §9.4.2).
    public static Key key(CardFile.Directory directory, int reference) {
        return new Key((reference & 0x80) == 0 ? GLOBAL : directory.pinContext(), reference);
    }

    public Optional<Pin> pin(Key key) {
        return Optional.ofNullable(pins.get(key));
    }

    public Optional<Puk> puk(int reference) {
        return Optional.ofNullable(puks.get(reference));
    }

    public Pins with(Key key, Pin pin) {
        var copy = new LinkedHashMap<>(pins);
        copy.put(key, pin);
        return new Pins(copy, puks);
    }

    public Pins with(int reference, Puk puk) {
        var copy = new LinkedHashMap<>(puks);
        copy.put(reference, puk);
        return new Pins(pins, copy);
    }
}
