package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the EFs of one Profile hold, by index. Immutable: an update shares everything but the one content it replaces.
///
/// Transparent EF: its octets. Linear fixed: its records one after another. Cyclic: the same, the newest record first.
/// BER-TLV: its data objects one after another.
public final class Contents {
    public static final Contents NONE = new Contents(new Bytes[0]);

    private final Bytes[] contents;

    private Contents(Bytes[] contents) {
        this.contents = contents;
    }

    public static Contents of(List<Bytes> contents) {
        return new Contents(contents.toArray(Bytes[]::new));
    }

    public Bytes get(int index) {
        return contents[index];
    }

    public Contents with(int index, Bytes content) {
        var copy = contents.clone();
        copy[index] = content;
        return new Contents(copy);
    }

    public List<Bytes> all() {
        return new ArrayList<>(Arrays.asList(contents));
    }

    /// Octets taken in all.
    public long size() {
        long size = 0;
        for (var content : contents) size += content.size();
        return size;
    }
}
