package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the eUICC signs second (SGP.22 §5.7.5): euiccSignature2 covers it together with smdpSignature2.
///
/// @param euiccOtpk otPK.EUICC.ECKA, 65 octets
/// @param hashCc    SHA-256 of the hashed Confirmation Code and the TransactionID: 32 octets if it is right, and
///                  whatever was sent if not
public record EuiccSigned2(TransactionId transactionId, Bytes euiccOtpk, Optional<Bytes> hashCc) {

    /// What euiccSignature2 covers (SGP.22 §3.1.3): euiccSigned2 and the data object of smdpSignature2, tag and length
    /// included.
    public static Bytes covered(Tlv euiccSigned2, Bytes smdpSignature2) {
        return euiccSigned2.raw().plus(Tlv.of(Tags.SIGNATURE, smdpSignature2).raw());
    }

    public Tlv encode() {
        var members = new ArrayList<Tlv>();
        members.add(TransactionIdTag.encode(transactionId));
        members.add(Tlv.of(Tags.ONE_TIME_PUBLIC_KEY, euiccOtpk));
        hashCc.ifPresent(hash -> members.add(Tlv.of(Tags.OCTET_STRING, hash)));
        return Tlv.of(Tags.SEQUENCE, members);
    }

    /// @throws MalformedTlv if a mandatory member is missing
    public static EuiccSigned2 of(Tlv tlv) {
        tlv.expect(Tags.SEQUENCE);
        return new EuiccSigned2(
                TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID, "transactionId")),
                tlv.child(Tags.ONE_TIME_PUBLIC_KEY, "euiccOtpk").value(),
                tlv.find(Tags.OCTET_STRING).map(Tlv::value));
    }
}
