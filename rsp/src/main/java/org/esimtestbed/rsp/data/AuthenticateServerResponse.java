package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// AuthenticateServerResponse (SGP.22 §5.7.13), tag BF38: the eUICC's answer to a server that has shown its
/// certificate.
public sealed interface AuthenticateServerResponse {
    int TAG = 0xBF38;

    Tlv encode();

    /// @param signature1 euiccSignature1 over euiccSigned1, r‖s
    record Ok(Signed<EuiccSigned1> euiccSigned1, Bytes signature1, Certificate euicc, Certificate eum)
            implements AuthenticateServerResponse {
        @Override
        public Tlv encode() {
            return Tlv.of(
                    TAG, Tlv.of(0xA0, euiccSigned1.tlv(), Tlv.of(Tags.SIGNATURE, signature1), euicc.tlv(), eum.tlv()));
        }
    }

    record Refused(TransactionId transactionId, Code code) implements AuthenticateServerResponse {
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
        INVALID_OID(5),
        EUICC_CHALLENGE_MISMATCH(6),
        CI_PK_UNKNOWN(7),
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
    static AuthenticateServerResponse of(Tlv tlv) {
        var answer = tlv.expect(TAG).only();
        return switch (answer.tag()) {
            case 0xA0 -> {
                var members = answer.children();
                if (members.size() < 4) {
                    throw MalformedTlv.missing(
                            answer.offset(),
                            "authenticateResponseOk has " + members.size() + " of 4 mandatory members");
                }
                yield new Ok(
                        Signed.read(members.get(0), EuiccSigned1::of),
                        members.get(1).expect(Tags.SIGNATURE).value(),
                        Certificate.of(members.get(2).expect(Tags.SEQUENCE)),
                        Certificate.of(members.get(3).expect(Tags.SEQUENCE)));
            }
            case 0xA1 ->
                new Refused(
                        TransactionIdTag.of(answer.child(Tags.TRANSACTION_ID)),
                        Code.of(answer.child(Tags.INTEGER).asInt()));
            default -> throw answer.malformed("is no alternative of AuthenticateServerResponse");
        };
    }
}
