package org.esimtestbed.euicc.install;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// Tag and length of a data object whose value comes later, in segments of its own (SGP.22 §2.5.5).
///
/// @param length octets of the value
/// @param size   octets of tag and length themselves
public record SegmentHeader(int tag, int length, int size) {

    /// @throws MalformedTlv if the octets begin with no tag and length
    public static SegmentHeader of(Bytes octets) {
        if (octets.isEmpty()) throw new MalformedTlv(0, "the segment is empty");
        int at = 1;
        int tag = octets.at(0);
        if ((tag & 0x1F) == 0x1F) {
            do {
                if (at >= octets.size() || at == 4) throw new MalformedTlv(0, "the segment begins with no tag");
                tag = tag << 8 | octets.at(at);
            } while ((octets.at(at++) & 0x80) != 0);
        }
        if (at >= octets.size()) throw new MalformedTlv(at, "the segment ends within a length");
        int length = octets.at(at++);
        if (length >= 0x80) {
            int lengthOctets = length & 0x7F;
            if (lengthOctets == 0 || lengthOctets > 3 || at + lengthOctets > octets.size()) {
                throw new MalformedTlv(at, "no length of 1 to 3 octets");
            }
            length = (int) octets.slice(at, at + lengthOctets).unsigned();
            at += lengthOctets;
        }
        return new SegmentHeader(tag, length, at);
    }
}
