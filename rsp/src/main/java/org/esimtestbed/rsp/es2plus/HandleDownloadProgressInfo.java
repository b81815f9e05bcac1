package org.esimtestbed.rsp.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.Header.FunctionExecutionStatus;

/// ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5): the SM-DP+ tells the operator how far a download has come. Answered
/// by HTTP 204.
public final class HandleDownloadProgressInfo {
    public static final String PATH = "handleDownloadProgressInfo";

    /// Notification points of §5.3.5.
    public static final int ELIGIBILITY_CHECK = 1;
    public static final int CONFIRMATION_CODE_CHECK = 2;
    public static final int BPP_DOWNLOAD = 3;
    public static final int BPP_INSTALLATION = 4;

    private HandleDownloadProgressInfo() {}

    /// @param timestamp  ISO 8601, seconds, UTC
    /// @param resultData the ProfileInstallationResult as base64, where there is one
    public record Request(
            Optional<Eid> eid,
            Iccid iccid,
            String profileType,
            String timestamp,
            int notificationPointId,
            FunctionExecutionStatus notificationPointStatus,
            Optional<String> resultData) {}
}
