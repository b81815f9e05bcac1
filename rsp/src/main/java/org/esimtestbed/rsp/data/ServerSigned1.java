package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the server signs first (SGP.22 §5.6.1): serverSignature1 covers it.
///
/// @param euiccChallenge  16 octets
/// @param serverAddress   as the LPA asked for
/// @param serverChallenge 16 octets
public record ServerSigned1(
        TransactionId transactionId, Bytes euiccChallenge, String serverAddress, Bytes serverChallenge) {

    public Tlv encode() {
        return Tlv.of(
                Tags.SEQUENCE,
                Tlv.of(Tags.TRANSACTION_ID, transactionId.bytes()),
                Tlv.of(0x81, euiccChallenge),
                Tlv.text(0x83, serverAddress),
                Tlv.of(0x84, serverChallenge));
    }

    /// @throws MalformedTlv if a member is missing or has another size
    public static ServerSigned1 of(Tlv tlv) {
        tlv.expect(Tags.SEQUENCE);
        return new ServerSigned1(
                TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID)),
                tlv.child(0x81).sized(16),
                tlv.child(0x83).asText(),
                tlv.child(0x84).sized(16));
    }
}
