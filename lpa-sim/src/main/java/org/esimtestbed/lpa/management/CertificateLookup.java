package org.esimtestbed.lpa.management;

import static org.esimtestbed.rsp.data.CancelSessionReason.UNDEFINED_REASON;

import java.util.Optional;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.download.MutualAuthentication;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.management.EuiccCertificates.Own;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;

/// Finds the certificates of the eUICC where it shows them: beside the signature of a notification, or to a
/// server.
public record CertificateLookup(Isdr euicc, Es9Plus servers) {

    /// @param smdpAddress an SM-DP+ to prove itself to, where no notification waits; a session that is given up
    ///                    at once
    public EuiccCertificates find(Optional<String> smdpAddress) {
        var info2 = euicc.call(new GetEuiccInfo2()).value(); // ES10b §5.7.8
        var own = besideANotification().or(() -> smdpAddress.map(this::shownTo));
        return new EuiccCertificates(info2.ciKeysVerification(), info2.ciKeysSigning(), own);
    }

    private Optional<Own> besideANotification() {
        return euicc.call(new RetrieveNotificationsList(Optional.empty())).stream() // ES10b §5.7.10
                .filter(OtherSignedNotification.class::isInstance)
                .map(OtherSignedNotification.class::cast)
                .map(it -> new Own(it.euicc(), it.eum()))
                .findFirst();
    }

    private Own shownTo(String smdpAddress) {
        var session = new MutualAuthentication(euicc, servers).withServer(WayIn.byDefaultSmdp(smdpAddress));
        euicc.call(new CancelSession(session.transactionId(), UNDEFINED_REASON)); // the SM-DP+ knows of no eUICC yet
        return new Own(session.euicc().euicc(), session.euicc().eum());
    }
}
