package org.esimtestbed.lpa.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;

/// What came to nothing, and when each is tried again: after a minute, then after twice as long each time, up to a
/// day. Kept in the device's memory.
public final class Retries {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int DOUBLINGS = 11; // more of them are longer than the longest

    /// @param failures  attempts in a row that came to nothing
    /// @param notBefore when the next is due
    public record Trouble(int failures, Instant notBefore) {}

    private record Book(Map<String, Trouble> byAddress) {}

    private final DeviceMemory memory;
    private final String name;
    private final boolean foldsCase;
    private final InstantSource clock;

    private Retries(DeviceMemory memory, String name, boolean foldsCase, InstantSource clock) {
        this.memory = memory;
        this.name = name;
        this.foldsCase = foldsCase;
        this.clock = clock;
    }

    /// Of notifications, by the address of their recipient (SGP.22 §3.5).
    public static Retries ofNotifications(DeviceMemory memory, InstantSource clock) {
        return new Retries(memory, "notification-retries.json", true, clock);
    }

    /// Of events (SGP.22 §3.6.2), by the address of their server and the EventID.
    public static Retries ofEvents(DeviceMemory memory, InstantSource clock) {
        return new Retries(memory, "discovery-retries.json", false, clock);
    }

    /// What keeps the device from trying that one now.
    public Optional<Trouble> waiting(String what) {
        return Optional.ofNullable(read().get(key(what)))
                .filter(trouble -> clock.instant().isBefore(trouble.notBefore()));
    }

    public void missed(String what) {
        var book = read();
        int before =
                Optional.ofNullable(book.get(key(what))).map(Trouble::failures).orElse(0);
        var pause = FIRST.multipliedBy(1L << Math.min(before, DOUBLINGS));
        var due = clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        book.put(key(what), new Trouble(before + 1, due));
        write(book);
    }

    public void reached(String what) {
        var book = read();
        if (book.remove(key(what)) != null) write(book);
    }

    /// Forgets all others.
    public void keepOnly(Collection<String> whats) {
        var named = whats.stream().map(this::key).collect(Collectors.toSet());
        var book = read();
        if (book.keySet().retainAll(named)) write(book);
    }

    // one host, however a card writes it; an EventID is as it is written
    private String key(String what) {
        return foldsCase ? what.strip().toLowerCase(Locale.ROOT) : what;
    }

    private Map<String, Trouble> read() {
        return memory.read(name).map(this::book).orElseGet(LinkedHashMap::new);
    }

    private Map<String, Trouble> book(Bytes content) {
        try {
            return new LinkedHashMap<>(
                    RspJson.mapper().readValue(content.toArray(), Book.class).byAddress());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the device's memory " + name + " holds no retries", e);
        }
    }

    private void write(Map<String, Trouble> book) {
        memory.write(name, Bytes.wrap(RspJson.mapper().writeValueAsBytes(new Book(book))));
    }
}
