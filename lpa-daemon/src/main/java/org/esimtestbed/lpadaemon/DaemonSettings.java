package org.esimtestbed.lpadaemon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.rsp.crypto.Crypto;

/// What the daemon is made of.
///
/// @param door     where it listens, and the token its callers need
/// @param limits   of a request
/// @param slots    one for each card
/// @param patience how long a job waits for the End User, then it ends with timeout(2)
/// @param stop     how long running jobs may go on when the daemon stops; what does not end is kept
/// @param smdp     to whom a card shows its certificates where the caller names nobody
public record DaemonSettings(
        Operation.Admin door,
        Limits limits,
        List<SlotSettings> slots,
        Duration patience,
        Duration stop,
        Optional<String> smdp,
        Crypto crypto,
        InstantSource clock) {
    /// As [Limits#DEFAULT], with room for a photo of a QR code.
    public static final Limits LIMITS = Limits.DEFAULT.withBody(16 << 20);

    public static final Duration PATIENCE = Duration.ofMinutes(5);
    public static final Duration STOP = Duration.ofSeconds(20);

    /// @throws IllegalArgumentException if there is no card, or two have the same name
    public DaemonSettings {
        slots = List.copyOf(slots);
        if (slots.isEmpty()) throw new IllegalArgumentException("a daemon without a card has nothing to do");
        var names = new HashSet<String>();
        for (var slot : slots) {
            if (!names.add(slot.name())) throw new IllegalArgumentException("two cards are called " + slot.name());
        }
    }
}
