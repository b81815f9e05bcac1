package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.IccidTag;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.SetNickname (SGP.22 §5.7.21), tag BF29.
///
/// @param nickname at most 64 octets of UTF-8; empty removes it
public record SetNickname(Iccid iccid, String nickname) implements Es10Command<SetNickname.Result> {
    public static final int TAG = 0xBF29;

    public enum Result implements ResultCode {
        OK(0),
        ICCID_NOT_FOUND(1),
        UNDEFINED_ERROR(127);

        private final int number;

        Result(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        public Tlv encode() {
            return ResultCode.encode(TAG, this);
        }
    }

    /// @throws MalformedTlv if the request lacks a mandatory member
    public static SetNickname of(Tlv request) {
        request.expect(TAG);
        return new SetNickname(
                IccidTag.of(request.child(Tags.ICCID)), request.child(0x90).asText(64));
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, IccidTag.encode(iccid), Tlv.text(0x90, nickname));
    }

    @Override
    public Result response(Tlv response) {
        return ResultCode.of(response.expect(TAG), Result.values());
    }
}
