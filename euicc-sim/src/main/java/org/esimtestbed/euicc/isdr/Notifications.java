package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.OtherSignedNotification;

/// Makes the notifications a Profile asks for (SGP.22 §3.5): one for each address configured for the event, with the
/// next
/// sequence number of the whole eUICC, signed.
public final class Notifications {
    private final Crypto crypto;
    private final EuiccIdentity.Credential credential;

    public Notifications(Crypto crypto, EuiccIdentity identity) {
        this.crypto = crypto;
        this.credential = identity.preferred();
    }

    /// The state with the notifications of that event added.
    public CardState about(NotificationEvent event, InstalledProfile profile, CardState state) {
        var next = state;
        for (var configuration : profile.metadata().notifications()) {
            if (!configuration.events().contains(event)) continue;
            var tbs = new NotificationMetadata(
                            next.nextSequenceNumber(), event, configuration.address(), Optional.of(profile.iccid()))
                    .encode();
            var signature = credential.sign(crypto, tbs.raw());
            next = next.with(OtherSignedNotification.signed(tbs, signature, credential.euicc(), credential.eum()));
        }
        return next;
    }
}
