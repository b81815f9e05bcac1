package org.esimtestbed.rsp.data;

import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// SEQUENCE OF SubjectKeyIdentifier.
final class KeyIdentifiers {
    private KeyIdentifiers() {}

    static Tlv encode(int tag, List<Bytes> identifiers) {
        return Tlv.of(
                tag,
                identifiers.stream().map(id -> Tlv.of(Tags.OCTET_STRING, id)).toList());
    }

    static List<Bytes> of(Tlv tlv) {
        return tlv.children().stream()
                .map(id -> id.expect(Tags.OCTET_STRING).value())
                .toList();
    }
}
