package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Named parts of a card's state, written as a head and entries behind it. The first entry has every part, each
/// further one what one command changed. An entry is there wholly or not at all: four octets of length, 32 of a
/// checksum over the one before and this content, then the content. When the entries have grown far beyond the parts
/// themselves, everything is written anew.
///
/// An entry that is cut short was never acknowledged: it is left out. Anything else that is wrong means that the
/// octets are not what this class wrote, and is refused.
final class Journal {
    private static final int HEAD = 0xE5;
    private static final int VERSION = 0x80;
    private static final int EID = 0x5A;
    private static final int CURRENT_VERSION = 2;
    private static final int PART = 0x30;
    private static final int NAME = 0x80;
    private static final int VALUE = 0x81;
    private static final int LENGTH_OCTETS = 4;
    private static final int CHECKSUM_OCTETS = 32;
    private static final int ENTRY_HEAD = LENGTH_OCTETS + CHECKSUM_OCTETS;
    private static final int WORTH_REWRITING = 64 * 1024;

    private final Medium medium;
    private final Eid eid;
    private Map<String, Bytes> parts = Map.of();
    private Bytes lastChecksum = Bytes.EMPTY;
    private long octetsAppended;
    private long octetsOfFirst;
    private boolean mustRewrite = true;

    /// @param eid of the card whose state this is
    Journal(Medium medium, Eid eid) {
        this.medium = medium;
        this.eid = eid;
    }

    /// The parts as the last whole entry left them; empty if nothing was ever written.
    ///
    /// @throws IOException with the reason, if what is there is no journal of this card; it is left untouched
    Optional<Map<String, Bytes>> read() throws IOException {
        var octets = medium.read();
        if (octets.isEmpty()) return Optional.empty();
        try {
            var head = Tlv.first(octets.get()).expect(HEAD);
            check(head);
            replay(octets.get().from(head.raw().size()), Sha256.of(head.raw()));
        } catch (MalformedTlv e) {
            throw new IOException(medium + " holds no card state: " + e.getMessage(), e);
        }
        return Optional.of(parts);
    }

    private void check(Tlv head) throws IOException {
        int version = head.child(VERSION).asInt();
        if (version != CURRENT_VERSION) {
            throw new IOException(
                    medium + " has format version " + version + ", this program reads " + CURRENT_VERSION);
        }
        var owner = head.child(EID).value();
        if (!owner.equals(eid.bytes())) {
            throw new IOException(medium + " belongs to the card with EID " + owner + ", not to " + eid);
        }
    }

    private void replay(Bytes entries, Bytes checksumOfHead) throws IOException {
        var replayed = new TreeMap<String, Bytes>();
        var checksum = checksumOfHead;
        var rest = entries;
        boolean torn = false;
        for (int number = 0; !rest.isEmpty() && !torn; number++) {
            long length = rest.size() < ENTRY_HEAD
                    ? Long.MAX_VALUE
                    : rest.first(LENGTH_OCTETS).unsigned();
            if (length > rest.size() - ENTRY_HEAD || length == 0 && isBlank(rest)) {
                if (number == 0) throw new IOException(medium + " is corrupt: it ends within its first entry");
                torn = true;
            } else {
                var content = rest.slice(ENTRY_HEAD, ENTRY_HEAD + (int) length);
                checksum = Sha256.of(checksum.plus(content));
                if (!checksum.equals(rest.slice(LENGTH_OCTETS, ENTRY_HEAD))) {
                    throw new IOException(medium + " is corrupt: the checksum of entry " + number + " does not match");
                }
                for (var part : Tlv.parseAll(content)) change(replayed, part);
                if (number == 0) octetsOfFirst = length;
                rest = rest.from(ENTRY_HEAD + (int) length);
            }
        }
        if (replayed.isEmpty()) throw new IOException(medium + " is corrupt: it has no entry");
        parts = replayed;
        lastChecksum = checksum;
        octetsAppended = entries.size() - octetsOfFirst;
        mustRewrite = torn; // nothing may be written behind a piece of an entry
    }

    // A file system may lengthen a file before it writes into it.
    private static boolean isBlank(Bytes octets) {
        return octets.equals(Bytes.repeat(0, octets.size()));
    }

    private static void change(Map<String, Bytes> parts, Tlv part) {
        var name = part.expect(PART).child(NAME).asText();
        part.find(VALUE).ifPresentOrElse(value -> parts.put(name, value.value()), () -> parts.remove(name));
    }

    /// Writes what has changed since the last call, or since [#read].
    ///
    /// @param next every part
    /// @throws IOException if it could not be written; what was there before still counts
    void write(Map<String, Bytes> next) throws IOException {
        var changes = mustRewrite ? List.<Tlv>of() : changes(next);
        if (!mustRewrite && changes.isEmpty()) return;
        boolean isLong = octetsAppended > Math.max(WORTH_REWRITING, octetsOfFirst);
        if (mustRewrite || isLong) {
            rewrite(next);
        } else {
            append(Tlv.join(changes));
        }
        parts = new LinkedHashMap<>(next);
    }

    private void append(Bytes content) throws IOException {
        var checksum = Sha256.of(lastChecksum.plus(content));
        var entry = entry(content, checksum);
        mustRewrite = true; // until it is there: a piece of it may be
        medium.append(entry);
        mustRewrite = false;
        lastChecksum = checksum;
        octetsAppended += entry.size();
    }

    private void rewrite(Map<String, Bytes> next) throws IOException {
        var head = Tlv.of(HEAD, Tlv.number(VERSION, CURRENT_VERSION), Tlv.of(EID, eid.bytes()))
                .raw();
        var all = new ArrayList<Tlv>();
        next.forEach((name, value) -> all.add(part(name, value)));
        var content = Tlv.join(all);
        var checksum = Sha256.of(Sha256.of(head).plus(content));
        medium.replace(head.plus(entry(content, checksum)));
        mustRewrite = false;
        lastChecksum = checksum;
        octetsOfFirst = content.size();
        octetsAppended = 0;
    }

    private static Bytes entry(Bytes content, Bytes checksum) {
        int size = content.size();
        return Bytes.concat(Bytes.of(size >> 24, size >> 16, size >> 8, size), checksum, content);
    }

    private List<Tlv> changes(Map<String, Bytes> next) {
        var changes = new ArrayList<Tlv>();
        for (var name : parts.keySet()) {
            if (!next.containsKey(name)) changes.add(Tlv.of(PART, Tlv.text(NAME, name)));
        }
        next.forEach((name, value) -> {
            if (!Objects.equals(value, parts.get(name))) changes.add(part(name, value));
        });
        return changes;
    }

    private static Tlv part(String name, Bytes value) {
        return Tlv.of(PART, Tlv.text(NAME, name), Tlv.of(VALUE, value));
    }
}
