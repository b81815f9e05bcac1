package org.esimtestbed.features.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// One BER-TLV data object: its tag in hexadecimal, all its octets, and its value.
record DataObject(String tag, byte[] octets, byte[] value) {
    /// @throws IllegalArgumentException if the octets are no row of data objects
    static List<DataObject> row(byte[] octets) {
        var row = new ArrayList<DataObject>();
        for (int at = 0; at < octets.length; ) {
            int tagEnd = at + 1;
            if ((octets[at] & 0x1F) == 0x1F) while ((octets[tagEnd++] & 0x80) != 0) {}
            int lengthEnd = tagEnd + 1;
            int length = octets[tagEnd] & 0xFF;
            if (length > 0x80) {
                lengthEnd += length & 0x7F;
                length = 0;
                for (int i = tagEnd + 1; i < lengthEnd; i++) length = length << 8 | octets[i] & 0xFF;
            }
            if (lengthEnd + length > octets.length) throw new IllegalArgumentException("ends early at " + at);
            row.add(new DataObject(
                    HexFormat.of().withUpperCase().formatHex(octets, at, tagEnd),
                    Arrays.copyOfRange(octets, at, lengthEnd + length),
                    Arrays.copyOfRange(octets, lengthEnd, lengthEnd + length)));
            at = lengthEnd + length;
        }
        return row;
    }

    List<DataObject> members() {
        return row(value);
    }

    DataObject member(String wanted) {
        return members().stream()
                .filter(it -> it.tag.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(tag + " has no " + wanted));
    }
}
