package org.esimtestbed.euicc.state;

import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Tlv;

/// A notification on the card until the LPA removes it (SGP.22 §3.5), beside what the card itself knows it by.
///
/// @param tlv ProfileInstallationResult BF37 or OtherSignedNotification, the octets that leave the card
public record StoredNotification(long seqNumber, NotificationEvent event, Tlv tlv) {
    /// NotificationMetadata BF2F, as it was signed.
    public Tlv metadata() {
        return tlv.tag() == Tags.PROFILE_INSTALLATION_RESULT
                ? tlv.child(Tags.PROFILE_INSTALLATION_RESULT_DATA).child(Tags.NOTIFICATION_METADATA)
                : tlv.child(Tags.NOTIFICATION_METADATA);
    }
}
