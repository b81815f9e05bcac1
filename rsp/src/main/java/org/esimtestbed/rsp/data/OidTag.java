package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// An OBJECT IDENTIFIER under whatever tag.
final class OidTag {
    private OidTag() {}

    /// @throws MalformedTlv if the value is no object identifier
    static Oid of(Tlv tlv) {
        try {
            return Oid.of(tlv.value());
        } catch (IllegalArgumentException e) {
            throw tlv.malformed("is no object identifier: " + e.getMessage());
        }
    }
}
