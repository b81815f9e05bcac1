package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ctxParamsForCommonAuthentication, the one alternative of CtxParams1.
///
/// @param matchingId Activation Code Token, EventID, empty text, or absent: three different things
public record CtxParams1(Optional<String> matchingId, DeviceInfo deviceInfo) {
    static final int TAG = 0xA0;

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        matchingId.ifPresent(id -> members.add(Tlv.text(0x80, id)));
        members.add(deviceInfo.encode(0xA1));
        return Tlv.of(TAG, members);
    }

    /// @throws MalformedTlv if deviceInfo is missing
    public static CtxParams1 of(Tlv tlv) {
        tlv.expect(TAG);
        return new CtxParams1(tlv.find(0x80).map(Tlv::asText), DeviceInfo.of(tlv.child(0xA1, "deviceInfo")));
    }
}
