package org.esimtestbed.euicc.interpreter;

import org.esimtestbed.euicc.install.SegmentHeader;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// How long the profile element will be that has begun to come.
final class ElementSize {
    // A tag of one or two octets and a length of at most four.
    private static final int LONGEST_HEADER = 6;

    private ElementSize() {}

    /// Octets of tag, length and value; -1 while tag and length are not complete.
    ///
    /// @throws MalformedTlv if there is no tag and length
    static int of(Bytes octets) {
        try {
            var header = SegmentHeader.of(octets);
            return header.size() + header.length();
        } catch (MalformedTlv e) {
            if (octets.size() < LONGEST_HEADER) return -1;
            throw e;
        }
    }
}
