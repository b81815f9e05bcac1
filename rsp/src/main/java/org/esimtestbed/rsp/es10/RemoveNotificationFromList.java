package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.RemoveNotificationFromList (SGP.22 §5.7.11), tag BF30: the LPA has delivered a notification.
public record RemoveNotificationFromList(long seqNumber) implements Es10Command<RemoveNotificationFromList.Result> {
    public static final int TAG = 0xBF30;

    public enum Result implements ResultCode {
        OK(0),
        NOTHING_TO_DELETE(1),
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
    public static RemoveNotificationFromList of(Tlv request) {
        return new RemoveNotificationFromList(request.expect(TAG).child(0x80).asLong());
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, Tlv.number(0x80, seqNumber));
    }

    @Override
    public Result response(Tlv response) {
        return ResultCode.of(response.expect(TAG), Result.values());
    }
}
