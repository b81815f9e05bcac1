package org.esimtestbed.smdpplus.callback;

import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.Header;
import org.esimtestbed.rsp.json.Header.FunctionExecutionStatus;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Session;

/// The notification points of §5.3.5, each as the message it makes.
public final class ProgressInfo {
    private final Callbacks callbacks;
    private final InstantSource clock;

    public ProgressInfo(Callbacks callbacks, InstantSource clock) {
        this.callbacks = callbacks;
        this.clock = clock;
    }

    public void eligibilityRefused(ProfileOrder order, FunctionRefused refusal) {
        tell(order, HandleDownloadProgressInfo.ELIGIBILITY_CHECK, Header.failure(refusal), Optional.empty());
    }

    public void confirmationCodeRefused(ProfileOrder order, FunctionRefused refusal) {
        tell(order, HandleDownloadProgressInfo.CONFIRMATION_CODE_CHECK, Header.failure(refusal), Optional.empty());
    }

    public void bppDownloaded(ProfileOrder order) {
        tell(order, HandleDownloadProgressInfo.BPP_DOWNLOAD, success(), Optional.empty());
    }

    /// @param signed ProfileInstallationResult, BF37
    public void installed(ProfileOrder order, FinalResult result, Tlv signed) {
        var status = switch (result) {
            case ProfileInstallationResult.Success _ -> success();
            case ProfileInstallationResult.Failure failure ->
                Header.failure(new StatusCode("8.2", "4.2", "Profile installation failed")
                        .because(failure.reason().title() + "("
                                + failure.reason().number() + ")"));
        };
        tell(
                order,
                HandleDownloadProgressInfo.BPP_INSTALLATION,
                status,
                Optional.of(signed.raw().base64()));
    }

    /// The End User or the eUICC has given up for good: told at the point the download had come to. Of a download that
    /// is put off nothing is told, the order is open as before.
    public void cancelled(ProfileOrder order, Session session, CancelSessionReason reason) {
        var point =
                session.bound() ? HandleDownloadProgressInfo.BPP_INSTALLATION : HandleDownloadProgressInfo.BPP_DOWNLOAD;
        meaning(reason)
                .ifPresent(code -> tell(order, point, Header.failure(code.because(reason.title())), Optional.empty()));
    }

    private static Optional<StatusCode> meaning(CancelSessionReason reason) {
        return switch (reason) {
            case END_USER_REJECTION -> Optional.of(StatusCode.END_USER_REJECTED);
            case PPR_NOT_ALLOWED -> Optional.of(StatusCode.PPR_NOT_ALLOWED);
            case METADATA_MISMATCH -> Optional.of(StatusCode.METADATA_CHANGED);
            case LOAD_BPP_EXECUTION_ERROR -> Optional.of(StatusCode.BPP_NOT_LOADED);
            case UNDEFINED_REASON -> Optional.of(StatusCode.STOPPED);
            case POSTPONED, TIMEOUT -> Optional.empty();
        };
    }

    private static FunctionExecutionStatus success() {
        return Header.success().functionExecutionStatus();
    }

    private void tell(ProfileOrder order, int point, FunctionExecutionStatus status, Optional<String> resultData) {
        var timestamp = DateTimeFormatter.ISO_INSTANT.format(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        callbacks.add(
                order.operator(),
                new Request(order.eid(), order.iccid(), order.profileType(), timestamp, point, status, resultData));
    }
}
