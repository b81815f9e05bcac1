package org.esimtestbed.lpa.discovery;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.MutualAuthentication;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.server.Es11;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;

/// Event retrieval from one SM-DS (SGP.22 §3.6.2): mutual authentication, then the events of this eUICC. Answered, the
/// session is over at the SM-DS; the eUICC drops its own with the next challenge.
record EventRetrieval(Isdr euicc, Es11 smds) {

    /// @param eventId the one event another SM-DS has named; absent for all
    /// @throws org.esimtestbed.rsp.status.FunctionRefused   if the SM-DS refuses
    /// @throws DownloadStopped                              if LPA or eUICC do not accept the SM-DS
    /// @throws org.esimtestbed.lpa.server.ServerUnreachable if it gives no usable answer
    List<EventEntry> from(String address, Optional<String> eventId) {
        var session = new MutualAuthentication(euicc, smds)
                .withServer(new WayIn(address, eventId, Optional.empty())); // ES11 §5.8.1, ES10b §5.7.13
        // the eUICC takes CERT.DPauth as well, and a download would find out later; nothing here would
        check(
                session.server().policies().contains(CertificateRole.DS_AUTH.policy()),
                address + " proves itself with what is no " + CertificateRole.DS_AUTH.title());
        var answer = smds.authenticateClient( // ES11 §5.8.2
                address,
                new AuthenticateClient.Request(
                        session.transactionId(), session.euicc().encode()));
        check(answer.transactionId().equals(session.transactionId()), "the SM-DS answers for another TransactionID");
        return answer.eventEntries();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) throw new DownloadStopped(CancelSessionReason.UNDEFINED_REASON, otherwise);
    }
}
