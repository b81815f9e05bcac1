package org.esimtestbed.euicc.install;

import java.util.Optional;
import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.PreparedDownload;
import org.esimtestbed.euicc.state.StoredNotification;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Tlv;

/// Makes the ProfileInstallationResult (SGP.22 §2.5.6) and puts it among the notifications.
record InstallationResults(Euicc euicc) {

    /// The state with the result as its newest notification and the download over.
    CardState with(CardState state, PreparedDownload download, Optional<Iccid> iccid, FinalResult finalResult) {
        var metadata = euicc.notifications()
                .metadata(new NotificationMetadata(
                        state.nextSequenceNumber(), NotificationEvent.INSTALL, download.serverAddress(), iccid));
        var data = ProfileInstallationResult.Data.encode(
                download.transactionId().orElseThrow(),
                metadata,
                download.certificate().registeredId(),
                finalResult);
        var credential =
                euicc.identity().under(download.ciKey()).orElse(euicc.identity().preferred());
        var result = Tlv.of(
                Tags.PROFILE_INSTALLATION_RESULT,
                data,
                Tlv.of(Tags.SIGNATURE, credential.sign(euicc.crypto(), data.raw())));
        return state.with(new StoredNotification(state.nextSequenceNumber(), NotificationEvent.INSTALL, result))
                .with(Optional.empty());
    }

    /// A loss of power or a reset has ended an installation that had begun (§2.5.6, installFailedDueToInterruption).
    ///
    /// @param command what was being carried out, as far as that is known
    void interrupted(BppCommandId command) {
        var memory = euicc.memory();
        var download = memory.state().prepared().filter(PreparedDownload::begun);
        if (download.isEmpty()) return;
        var failure = new ProfileInstallationResult.Failure(command, ErrorReason.INTERRUPTION, Optional.empty());
        memory.commit(with(memory.state().interrupted(), download.get(), Optional.empty(), failure));
    }
}
