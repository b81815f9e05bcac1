package org.esimtestbed.smdpplus.quirk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Small damages.
final class Spoil {
    private Spoil() {}

    /// One bit in the middle turned.
    static Bytes middle(Bytes honest) {
        int at = honest.size() / 2;
        return honest.with(at, Bytes.of(honest.at(at) ^ 0x01));
    }

    /// One bit in the last octet turned.
    static Bytes last(Bytes honest) {
        int at = honest.size() - 1;
        return honest.with(at, Bytes.of(honest.at(at) ^ 0x01));
    }

    /// The same data object with the members of that tag replaced; the others keep their octets.
    static Tlv member(Tlv parent, int tag, UnaryOperator<Tlv> change) {
        var members = new ArrayList<Tlv>();
        for (var child : parent.children()) members.add(child.tag() == tag ? change.apply(child) : child);
        return Tlv.of(parent.tag(), members);
    }

    /// The same data object with some of its members alone.
    static Tlv keeping(Tlv parent, List<Integer> tags) {
        return Tlv.of(
                parent.tag(),
                parent.children().stream().filter(it -> tags.contains(it.tag())).toList());
    }
}
