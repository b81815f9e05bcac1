package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// OtherSignedNotification: a Profile was installed, enabled, disabled or deleted, signed by the eUICC.
///
/// @param signature euiccNotificationSignature over the BF2F data object, r‖s
public record OtherSignedNotification(
        Tlv tlv, Signed<NotificationMetadata> tbs, Bytes signature, Certificate euicc, Certificate eum)
        implements PendingNotification {

    @Override
    public NotificationMetadata metadata() {
        return tbs.value();
    }

    public static OtherSignedNotification signed(Tlv tbs, Bytes signature, Certificate euicc, Certificate eum) {
        return of(Tlv.of(Tags.SEQUENCE, tbs, Tlv.of(Tags.SIGNATURE, signature), euicc.tlv(), eum.tlv()));
    }

    /// @throws MalformedTlv if a member is missing
    public static OtherSignedNotification of(Tlv tlv) {
        var members = tlv.expect(Tags.SEQUENCE).children();
        if (members.size() < 4) throw tlv.malformed("has " + members.size() + " of 4 mandatory members");
        return new OtherSignedNotification(
                tlv,
                Signed.read(members.get(0), NotificationMetadata::of),
                members.get(1).expect(Tags.SIGNATURE).value(),
                Certificate.of(members.get(2).expect(Tags.SEQUENCE)),
                Certificate.of(members.get(3).expect(Tags.SEQUENCE)));
    }
}
