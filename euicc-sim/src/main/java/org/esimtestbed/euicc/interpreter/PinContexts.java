package org.esimtestbed.euicc.interpreter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.Pins;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.file.FilePath;

/// Which PINs hold in which directory: its own, those of a directory it shares with, or those of the directory above.
final class PinContexts {
    private final Map<FilePath, Integer> own = new HashMap<>();
    private final Map<FilePath, FilePath> shared = new HashMap<>();
    private final Map<Pins.Key, Pins.Pin> pins = new HashMap<>();
    private final Map<Integer, Pins.Puk> puks = new HashMap<>();

    void add(PukCodes codes) {
        for (var puk : codes.puks()) {
            puks.put(puk.keyReference(), new Pins.Puk(puk.value(), puk.remainingAttempts(), puk.maximumAttempts()));
        }
    }

    /// @param directory the one that is current when the codes come
    void add(PinCodes codes, FilePath directory) {
        codes.sharedWith().ifPresent(path -> shared.put(directory, FilePath.of(path)));
        for (var pin : codes.pins()) {
            boolean isLocal = (pin.keyReference() & 0x80) != 0;
            int context = isLocal ? own.computeIfAbsent(directory, path -> own.size() + 1) : Pins.GLOBAL;
            var unblocking = pin.unblockingReference();
            pins.put(
                    new Pins.Key(context, pin.keyReference()),
                    new Pins.Pin(
                            pin.value(),
                            (pin.attributes() & 1) != 0,
                            (pin.attributes() & 2) != 0,
                            (pin.attributes() & 4) != 0,
                            pin.remainingAttempts(),
                            pin.maximumAttempts(),
                            unblocking.isPresent() ? Optional.of(unblocking.getAsInt()) : Optional.empty()));
        }
    }

    /// A PUK that a PIN names and no element brought, if there is one.
    Optional<Integer> missingPuk() {
        return pins.values().stream()
                .flatMap(pin -> pin.puk().stream())
                .filter(reference -> !puks.containsKey(reference))
                .findFirst();
    }

    int of(FilePath directory) {
        var at = directory;
        for (int hops = 0; hops < 16; hops++) {
            var context = own.get(at);
            if (context != null) return context;
            var other = shared.get(at);
            if (other == null && at.isMf()) return Pins.GLOBAL;
            at = other == null ? at.parent() : other;
        }
        return Pins.GLOBAL; // directories that share in a ring have no PINs of their own
    }

    Pins pins() {
        return new Pins(pins, puks);
    }
}
