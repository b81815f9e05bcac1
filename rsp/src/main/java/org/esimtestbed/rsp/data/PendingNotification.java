package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A notification as the eUICC keeps it until it is delivered (SGP.22 §3.5), with its octets.
public sealed interface PendingNotification permits ProfileInstallationResult, OtherSignedNotification {
    Tlv tlv();

    NotificationMetadata metadata();

    /// @throws MalformedTlv if the data object is neither kind
    static PendingNotification of(Tlv tlv) {
        return tlv.tag() == Tags.PROFILE_INSTALLATION_RESULT
                ? ProfileInstallationResult.of(tlv)
                : OtherSignedNotification.of(tlv);
    }
}
