package org.esimtestbed.lpadaemon.slot;

import java.util.regex.Pattern;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.rsp.trace.Tracer;

/// A card and the name it is asked for by.
///
/// @param name      1 to 32 letters, digits, `-` and `_`, the first a letter or digit
/// @param card      where it is, for people: `127.0.0.1:9100`
/// @param memory    of the device it is put into
/// @param insertion puts it into a device
public record SlotSettings(String name, String card, DeviceMemory memory, Insertion insertion) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    /// Called when the card is first needed, and again after it was gone.
    @FunctionalInterface
    public interface Insertion {
        /// @param tracer hears what the device does
        /// @throws org.esimtestbed.lpa.card.CardGone if no card answers
        Device insert(Tracer tracer);
    }

    /// @throws IllegalArgumentException if the name is none
    public SlotSettings {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a card has 1 to 32 letters, digits, - and _: \"" + name + "\"");
        }
    }
}
