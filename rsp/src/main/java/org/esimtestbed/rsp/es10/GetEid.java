package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.GetEID (SGP.22 §5.7.20), tag BF3E.
public record GetEid() implements Es10Command<Eid> {
    public static final int TAG = 0xBF3E;
    private static final int EID = 0x5A;

    public static Tlv encode(Eid eid) {
        return Tlv.of(TAG, Tlv.of(EID, eid.bytes()));
    }

    /// @throws MalformedTlv if the tag list asks for anything but the EID
    public static GetEid of(Tlv request) {
        var tagList = request.expect(TAG).child(Tags.TAG_LIST);
        if (!tagList.value().equals(Bytes.of(EID))) throw tagList.malformed("asks for something else than the EID");
        return new GetEid();
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, Tlv.of(Tags.TAG_LIST, Bytes.of(EID)));
    }

    @Override
    public Eid response(Tlv response) {
        var value = response.expect(TAG).child(EID);
        try {
            return Eid.of(value.sized(16));
        } catch (IllegalArgumentException e) {
            throw value.malformed("is no EID: " + e.getMessage());
        }
    }
}
