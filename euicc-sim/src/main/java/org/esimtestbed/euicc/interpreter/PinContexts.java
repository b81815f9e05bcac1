package org.esimtestbed.euicc.interpreter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.esimtestbed.euicc.uicc.Pins;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.file.FilePath;

/// Which PINs hold in which directory: its own, those of a directory it shares with, or those of the directory above.
final class PinContexts {
    private final Map<FilePath, Integer> own = new HashMap<>();
    private final Map<FilePath, FilePath> shared = new HashMap<>();
    private final Map<Pins.Key, Pins.Pin> pins = new HashMap<>();
    private final Map<Integer, Pins.Puk> puks = new HashMap<>();

    /// @throws ElementRefused with BAD_VALUES for a PUK that comes twice or has more tries left than it has
    void add(ProfileElement element, PukCodes codes) {
        var seen = new HashSet<Integer>();
        for (var puk : codes.puks()) {
            check(element, seen.add(puk.keyReference()), "PUK " + puk.keyReference() + " comes twice");
            checkAttempts(element, puk.remainingAttempts(), puk.maximumAttempts());
            puks.put(puk.keyReference(), new Pins.Puk(puk.value(), puk.remainingAttempts(), puk.maximumAttempts()));
        }
    }

    /// @param directory the one that is current when the codes come
    /// @param knows     whether a directory is there to share with
    /// @throws ElementRefused with BAD_VALUES for a PIN of the wrong kind, twice, or with too many tries left; with
    /// INVALID_PARAMETER for a directory to share with that is not there
    void add(ProfileElement element, PinCodes codes, FilePath directory, Predicate<FilePath> knows) {
        codes.sharedWith().map(FilePath::of).ifPresent(path -> {
            if (!knows.test(path)) {
                throw element.refused(
                        PeStatus.INVALID_PARAMETER, "shares the PINs of " + path + ", which is not there");
            }
            shared.put(directory, path);
        });
        var seen = new HashSet<Integer>();
        for (var pin : codes.pins()) {
            boolean isLocal = (pin.keyReference() & 0x80) != 0;
            check(element, seen.add(pin.keyReference()), "PIN " + pin.keyReference() + " comes twice");
            checkAttempts(element, pin.remainingAttempts(), pin.maximumAttempts());
            // the MF has the global ones, any other directory the local ones (PINConfiguration, Annex A)
            check(element, isLocal != directory.isMf(), "PIN " + pin.keyReference() + " is not for " + directory);
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

    private static void checkAttempts(ProfileElement element, int left, int most) {
        check(element, left <= most, left + " tries are left of " + most);
    }

    private static void check(ProfileElement element, boolean condition, String otherwise) {
        if (!condition) throw element.refused(PeStatus.BAD_VALUES, otherwise);
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
