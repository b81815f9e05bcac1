package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10a.SetDefaultDpAddress (SGP.22 §5.7.4), tag BF3F. An empty address removes it.
public record SetDefaultDpAddress(String defaultDpAddress) implements Es10Command<SetDefaultDpAddress.Result> {
    public static final int TAG = 0xBF3F;

    public enum Result implements ResultCode {
        OK(0),
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
    public static SetDefaultDpAddress of(Tlv request) {
        return new SetDefaultDpAddress(request.expect(TAG).child(0x80).asText());
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, Tlv.text(0x80, defaultDpAddress));
    }

    @Override
    public Result response(Tlv response) {
        return ResultCode.of(response.expect(TAG), Result.values());
    }
}
