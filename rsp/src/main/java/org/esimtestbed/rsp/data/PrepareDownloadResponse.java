package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// PrepareDownloadResponse (SGP.22 §5.7.5), tag BF21: the eUICC agrees to a download and gives its one-time key.
public sealed interface PrepareDownloadResponse {
    int TAG = 0xBF21;

    Tlv encode();

    /// @param signature2 euiccSignature2 over euiccSigned2 and smdpSignature2, r‖s
    record Ok(Signed<EuiccSigned2> euiccSigned2, Bytes signature2) implements PrepareDownloadResponse {
        @Override
        public Tlv encode() {
            return Tlv.of(TAG, Tlv.of(0xA0, euiccSigned2.tlv(), Tlv.of(Tags.SIGNATURE, signature2)));
        }
    }

    record Refused(TransactionId transactionId, Code code) implements PrepareDownloadResponse {
        @Override
        public Tlv encode() {
            return Tlv.of(
                    TAG, Tlv.of(0xA1, TransactionIdTag.encode(transactionId), Tlv.number(Tags.INTEGER, code.number)));
        }
    }

    enum Code {
        INVALID_CERTIFICATE(1),
        INVALID_SIGNATURE(2),
        UNSUPPORTED_CURVE(3),
        NO_SESSION_CONTEXT(4),
        INVALID_TRANSACTION_ID(5),
        UNDEFINED_ERROR(127);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        static Code of(int number) {
            for (var code : values()) if (code.number == number) return code;
            return UNDEFINED_ERROR;
        }
    }

    /// @throws MalformedTlv if the data object is neither answer or a member is missing
    static PrepareDownloadResponse of(Tlv tlv) {
        var answer = tlv.expect(TAG).only();
        return switch (answer.tag()) {
            case 0xA0 ->
                new Ok(
                        Signed.read(answer.child(Tags.SEQUENCE, "euiccSigned2"), EuiccSigned2::of),
                        answer.child(Tags.SIGNATURE, "euiccSignature2").value());
            case 0xA1 ->
                new Refused(
                        TransactionIdTag.of(answer.child(Tags.TRANSACTION_ID)),
                        Code.of(answer.child(Tags.INTEGER).asInt()));
            default -> throw answer.malformed("is no alternative of PrepareDownloadResponse");
        };
    }
}
