package org.esimtestbed.rsp.es8plus;

import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES8+.InitialiseSecureChannel (SGP.22 §5.5.1), tag BF23: both one-time keys meet, and the SM-DP+ signs for it.
///
/// @param tlv                the whole data object, whose octets smdpSign covers
/// @param remoteOperation    1 is installBoundProfilePackage
/// @param controlRefTemplate key type, key length, host id
/// @param smdpOtpk           otPK.DP.ECKA, 65 octets
/// @param smdpSign           r‖s, 64 octets
public record InitialiseSecureChannel(
        Tlv tlv,
        int remoteOperation,
        TransactionId transactionId,
        ControlRefTemplate controlRefTemplate,
        Bytes smdpOtpk,
        Bytes smdpSign) {
    public static final int TAG = 0xBF23;
    public static final int INSTALL_BOUND_PROFILE_PACKAGE = 1;
    private static final int REMOTE_OP_ID = 0x82;
    private static final int CONTROL_REF_TEMPLATE = 0xA6;

    /// ControlRefTemplate: key type 88 (AES), key length 10, host id 1 to 16 octets.
    public record ControlRefTemplate(int keyType, int keyLength, Bytes hostId) {}

    /// What the SM-DP+ has to sign: the members before smdpSign and the eUICC's one-time key, as data objects (§5.5.1).
    public static Bytes covered(Tlv withoutSignature, Bytes euiccOtpk) {
        var covered = Bytes.EMPTY;
        for (var member : withoutSignature.children()) {
            if (member.tag() != Tags.SIGNATURE) covered = covered.plus(member.raw());
        }
        return covered.plus(Tlv.of(Tags.ONE_TIME_PUBLIC_KEY, euiccOtpk).raw());
    }

    /// The data object before it is signed.
    public static Tlv unsigned(TransactionId transactionId, ControlRefTemplate template, Bytes smdpOtpk) {
        return Tlv.of(
                TAG,
                Tlv.number(REMOTE_OP_ID, INSTALL_BOUND_PROFILE_PACKAGE),
                TransactionIdTag.encode(transactionId),
                Tlv.of(
                        CONTROL_REF_TEMPLATE,
                        Tlv.of(0x80, Bytes.of(template.keyType())),
                        Tlv.of(0x81, Bytes.of(template.keyLength())),
                        Tlv.of(0x84, template.hostId())),
                Tlv.of(Tags.ONE_TIME_PUBLIC_KEY, smdpOtpk));
    }

    public static Tlv signed(Tlv unsigned, Bytes smdpSign) {
        return Tlv.of(
                TAG, unsigned.value().plus(Tlv.of(Tags.SIGNATURE, smdpSign).raw()));
    }

    /// @throws MalformedTlv if a member is missing
    public static InitialiseSecureChannel of(Tlv tlv) {
        var template = tlv.expect(TAG).child(CONTROL_REF_TEMPLATE);
        return new InitialiseSecureChannel(
                tlv,
                tlv.child(REMOTE_OP_ID).asInt(),
                TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID)),
                new ControlRefTemplate(
                        template.child(0x80).sized(1).at(0),
                        template.child(0x81).sized(1).at(0),
                        template.child(0x84).sized(1, 16)),
                tlv.child(Tags.ONE_TIME_PUBLIC_KEY).value(),
                tlv.child(Tags.SIGNATURE).value());
    }
}
