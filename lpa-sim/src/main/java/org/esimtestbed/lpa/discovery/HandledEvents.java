package org.esimtestbed.lpa.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;

/// The events that are done, in the device's memory: an SM-DS names them until their server has deleted them, and no
/// event is handled twice. One is remembered for as long as the SM-DS names the event it was found by.
final class HandledEvents {
    private static final String NAME = "discovery-handled.json";

    /// @param foundBy key of the event the Root SM-DS names: the same one, or that of an Alternative SM-DS
    private record Handled(String key, String foundBy) {}

    private record Book(List<Handled> events) {}

    private final DeviceMemory memory;

    HandledEvents(DeviceMemory memory) {
        this.memory = memory;
    }

    /// What tells one event from another: an EventID is unique at its server, whose address compares without case.
    static String key(EventEntry event) {
        return event.rspServerAddress().strip().toLowerCase(Locale.ROOT) + " " + event.eventId();
    }

    boolean contains(EventEntry event) {
        return keys().contains(key(event));
    }

    Set<String> keys() {
        return read().stream().map(Handled::key).collect(Collectors.toSet());
    }

    void add(EventEntry event, EventEntry foundBy) {
        var book = new ArrayList<>(read());
        var handled = new Handled(key(event), key(foundBy));
        if (book.contains(handled)) return;
        book.add(handled);
        write(book);
    }

    /// Forgets what the Root SM-DS does not name any more.
    void keepOnly(Collection<EventEntry> named) {
        Set<String> there = named.stream().map(HandledEvents::key).collect(Collectors.toSet());
        var book = read();
        var left = book.stream().filter(it -> there.contains(it.foundBy())).toList();
        if (left.size() < book.size()) write(left);
    }

    private List<Handled> read() {
        return memory.read(NAME).map(HandledEvents::book).orElse(List.of());
    }

    private static List<Handled> book(Bytes content) {
        try {
            return RspJson.mapper().readValue(content.toArray(), Book.class).events();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the device's memory " + NAME + " holds no events", e);
        }
    }

    private void write(List<Handled> book) {
        memory.write(NAME, Bytes.wrap(RspJson.mapper().writeValueAsBytes(new Book(book))));
    }
}
