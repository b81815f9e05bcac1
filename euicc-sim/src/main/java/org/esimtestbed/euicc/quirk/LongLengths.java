package org.esimtestbed.euicc.quirk;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Lengths are written with more octets than they need.
///
/// @param octets 2 or 3, behind 82 or 83
record LongLengths(int octets) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "long-lengths",
            "The length of every ES10 response is written in the long form, 82 00 05 for 05.",
            "X.690 §10.1: DER wants the fewest octets",
            "estkme-group/lpac@198f8d6; damonto/euicc-go@074dee3; euicc-go/rsp-dump@dcacfe5",
            "2 or 3 octets; 2 where left out",
            new LongLengths(2),
            node -> new LongLengths(node.number()));

    LongLengths {
        if (octets != 2 && octets != 3) throw new IllegalArgumentException("the long form here has 2 or 3 octets");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Bytes responded(Tlv request, Bytes response) {
        var honest = Tlv.parse(response);
        int size = honest.value().size();
        var tag = Tlv.header(honest.tag(), 0);
        var length = octets == 2 ? Bytes.of(0x82, size >> 8, size) : Bytes.of(0x83, size >> 16, size >> 8, size);
        return Bytes.concat(tag.first(tag.size() - 1), length, honest.value());
    }
}
