package org.esimtestbed.lpadaemon.slot;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All cards by name, in the order they were given.
public final class Slots {
    private final Map<String, Slot> byName = new LinkedHashMap<>();

    public Slots(List<SlotSettings> settings) {
        for (var each : settings) byName.put(each.name(), new Slot(each));
    }

    public Collection<Slot> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    public Optional<Slot> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Takes all cards out. Jobs may end within that time, all of them together; what does not is kept.
    public void close(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        byName.values().forEach(Slot::stop);
        for (var slot : byName.values()) slot.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
}
