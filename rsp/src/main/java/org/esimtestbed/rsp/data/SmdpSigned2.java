package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the SM-DP+ signs second (SGP.22 §5.6.3): smdpSignature2 covers it together with euiccSignature1.
///
/// @param bppEuiccOtpk the eUICC's one-time public key a package is bound to already, 65 octets
public record SmdpSigned2(TransactionId transactionId, boolean ccRequired, Optional<Bytes> bppEuiccOtpk) {

    /// What smdpSignature2 covers (SGP.22 §3.1.3): smdpSigned2 and the data object of euiccSignature1, tag and length
    /// included.
    public static Bytes covered(Tlv smdpSigned2, Bytes euiccSignature1) {
        return smdpSigned2.raw().plus(Tlv.of(Tags.SIGNATURE, euiccSignature1).raw());
    }

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        members.add(TransactionIdTag.encode(transactionId));
        members.add(Tlv.bool(Tags.BOOLEAN, ccRequired));
        bppEuiccOtpk.ifPresent(otpk -> members.add(Tlv.of(Tags.ONE_TIME_PUBLIC_KEY, otpk)));
        return Tlv.of(Tags.SEQUENCE, members);
    }

    /// @throws MalformedTlv if a mandatory member is missing
    public static SmdpSigned2 of(Tlv tlv) {
        tlv.expect(Tags.SEQUENCE);
        return new SmdpSigned2(
                TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID)),
                tlv.child(Tags.BOOLEAN).asBoolean(),
                tlv.find(Tags.ONE_TIME_PUBLIC_KEY).map(Tlv::value));
    }
}
