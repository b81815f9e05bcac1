package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// CancelSessionResponse (SGP.22 §5.7.14), tag BF41.
public sealed interface CancelSessionResponse {
    int TAG = 0xBF41;
    int INVALID_TRANSACTION_ID = 5;
    int UNDEFINED_ERROR = 127;

    Tlv encode();

    record Ok(Signed<EuiccCancelSessionSigned> cancelSessionSigned, Bytes signature) implements CancelSessionResponse {
        @Override
        public Tlv encode() {
            return Tlv.of(TAG, Tlv.of(0xA0, cancelSessionSigned.tlv(), Tlv.of(Tags.SIGNATURE, signature)));
        }
    }

    record Refused(int code) implements CancelSessionResponse {
        @Override
        public Tlv encode() {
            return Tlv.of(TAG, Tlv.number(0x81, code));
        }
    }

    /// @throws MalformedTlv if the data object is neither answer or a member is missing
    static CancelSessionResponse of(Tlv tlv) {
        var answer = tlv.expect(TAG).only();
        return switch (answer.tag()) {
            case 0xA0 ->
                new Ok(
                        Signed.read(
                                answer.child(Tags.SEQUENCE, "euiccCancelSessionSigned"), EuiccCancelSessionSigned::of),
                        answer.child(Tags.SIGNATURE, "euiccCancelSessionSignature")
                                .value());
            case 0x81 -> new Refused(answer.asInt());
            default -> throw answer.malformed("is no alternative of CancelSessionResponse");
        };
    }
}
