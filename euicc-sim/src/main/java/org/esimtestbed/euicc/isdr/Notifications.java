package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.quirk.Misbehaviour;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.euicc.state.StoredNotification;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Tlv;

/// Makes the notifications a Profile asks for (SGP.22 §3.5): one for each address configured for the event, with
/// the next sequence number of the whole eUICC, signed.
public final class Notifications {
    private final Crypto crypto;
    private final EuiccIdentity.Credential credential;
    private final Misbehaviour misbehaviour;

    public Notifications(Crypto crypto, EuiccIdentity identity, Misbehaviour misbehaviour) {
        this.crypto = crypto;
        this.credential = identity.preferred();
        this.misbehaviour = misbehaviour;
    }

    /// NotificationMetadata as this card writes it.
    public Tlv metadata(NotificationMetadata metadata) {
        return misbehaviour.notification(metadata.encode());
    }

    /// The state with the notifications of that event added.
    public CardState about(NotificationEvent event, InstalledProfile profile, CardState state) {
        var next = state;
        for (var configuration : profile.metadata().notifications()) {
            if (!configuration.events().contains(event)) continue;
            long number = next.nextSequenceNumber();
            var tbs = metadata(
                    new NotificationMetadata(number, event, configuration.address(), Optional.of(profile.iccid())));
            var signature = credential.sign(crypto, tbs.raw());
            var notification = Tlv.of(
                    Tags.SEQUENCE,
                    tbs,
                    Tlv.of(Tags.SIGNATURE, signature),
                    credential.euicc().tlv(),
                    credential.eum().tlv());
            next = next.with(new StoredNotification(number, event, notification));
        }
        return next;
    }
}
