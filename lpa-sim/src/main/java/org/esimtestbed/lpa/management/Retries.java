package org.esimtestbed.lpa.management;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;

/// Which recipients of notifications could not be reached, and when each is tried again: after a minute, then
/// after twice as long each time, up to a day. Kept in the device's memory.
public final class Retries {
    private static final String NAME = "notification-retries.json";
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int DOUBLINGS = 11; // more of them are longer than the longest

    /// @param failures  attempts in a row that came to nothing
    /// @param notBefore when the next is due
    public record Trouble(int failures, Instant notBefore) {}

    private record Book(Map<String, Trouble> byAddress) {}

    private final DeviceMemory memory;
    private final InstantSource clock;

    public Retries(DeviceMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /// What keeps the device from trying that address now.
    Optional<Trouble> waiting(String address) {
        return Optional.ofNullable(read().get(key(address)))
                .filter(trouble -> clock.instant().isBefore(trouble.notBefore()));
    }

    void missed(String address) {
        var book = read();
        int before = Optional.ofNullable(book.get(key(address)))
                .map(Trouble::failures)
                .orElse(0);
        var pause = FIRST.multipliedBy(1L << Math.min(before, DOUBLINGS));
        var due = clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        book.put(key(address), new Trouble(before + 1, due));
        write(book);
    }

    void reached(String address) {
        var book = read();
        if (book.remove(key(address)) != null) write(book);
    }

    // one host, however a card writes it
    private static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private Map<String, Trouble> read() {
        return memory.read(NAME).map(Retries::book).orElseGet(LinkedHashMap::new);
    }

    private static Map<String, Trouble> book(Bytes content) {
        try {
            return new LinkedHashMap<>(
                    RspJson.mapper().readValue(content.toArray(), Book.class).byAddress());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the device's memory " + NAME + " holds no retries", e);
        }
    }

    private void write(Map<String, Trouble> book) {
        memory.write(NAME, Bytes.wrap(RspJson.mapper().writeValueAsBytes(new Book(book))));
    }
}
