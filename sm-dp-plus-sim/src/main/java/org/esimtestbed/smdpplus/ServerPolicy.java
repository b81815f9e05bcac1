package org.esimtestbed.smdpplus;

import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rspserver.authentication.SvnRange;
import org.esimtestbed.rspserver.web.HeaderPolicy;

/// What SGP.22 leaves to the server, or a test asks of it.
///
/// @param minimumSvn              eUICCs below are refused with 8.8.3/3.1
/// @param maximumSvn              eUICCs above are refused with 8.8.3/3.1; absent: none is too new
/// @param confirmationCodeForm    what is hashed of a Confirmation Code
/// @param lpaHeaders              which headers an LPA must send
/// @param maxDownloadAttempts     how often a Profile is handed out before its order ends in Error (§5.6.3)
/// @param maxConfirmationAttempts how many wrong Confirmation Codes an order survives (§5.6.2)
/// @param maximumProfiles         how many Profiles of this server one eUICC may have; absent: any number
/// @param sessionLife             from InitiateAuthentication on
/// @param resultLife              how long an installation result is waited for once a package was bound
/// @param orderLife               from ConfirmOrder on; absent: an order does not expire
/// @param finishedOrderLife       how long what is Installed, in Error or Unavailable is kept, and its audit
/// @param callbackLife            how long an operator is tried to be told, and an SM-DS
/// @param retentionInterval       how often what is over is dropped
public record ServerPolicy(
        Version minimumSvn,
        Optional<Version> maximumSvn,
        ConfirmationCode.Form confirmationCodeForm,
        HeaderPolicy lpaHeaders,
        int maxDownloadAttempts,
        int maxConfirmationAttempts,
        Optional<Integer> maximumProfiles,
        Duration sessionLife,
        Duration resultLife,
        Optional<Duration> orderLife,
        Duration finishedOrderLife,
        Duration callbackLife,
        Duration retentionInterval) {

    public static ServerPolicy standard() {
        return new ServerPolicy(
                new Version(2, 1, 0),
                Optional.empty(),
                ConfirmationCode.Form.TEXT,
                HeaderPolicy.LENIENT,
                5,
                3,
                Optional.empty(),
                Duration.ofHours(1),
                Duration.ofDays(30),
                Optional.empty(),
                Duration.ofDays(90),
                Duration.ofDays(7),
                Duration.ofMinutes(10));
    }

    /// The same, with orders that expire.
    public ServerPolicy withOrderLife(Duration life) {
        return new ServerPolicy(
                minimumSvn,
                maximumSvn,
                confirmationCodeForm,
                lpaHeaders,
                maxDownloadAttempts,
                maxConfirmationAttempts,
                maximumProfiles,
                sessionLife,
                resultLife,
                Optional.of(life),
                finishedOrderLife,
                callbackLife,
                retentionInterval);
    }

    /// The same, for the headers of LPAs.
    public ServerPolicy withLpaHeaders(HeaderPolicy wanted) {
        return new ServerPolicy(
                minimumSvn,
                maximumSvn,
                confirmationCodeForm,
                wanted,
                maxDownloadAttempts,
                maxConfirmationAttempts,
                maximumProfiles,
                sessionLife,
                resultLife,
                orderLife,
                finishedOrderLife,
                callbackLife,
                retentionInterval);
    }

    /// The same, with a limit to the Profiles of one eUICC.
    public ServerPolicy withMaximumProfiles(int most) {
        return new ServerPolicy(
                minimumSvn,
                maximumSvn,
                confirmationCodeForm,
                lpaHeaders,
                maxDownloadAttempts,
                maxConfirmationAttempts,
                Optional.of(most),
                sessionLife,
                resultLife,
                orderLife,
                finishedOrderLife,
                callbackLife,
                retentionInterval);
    }

    /// The same for other versions and another form of Confirmation Codes.
    public ServerPolicy with(Optional<Version> newest, ConfirmationCode.Form form) {
        return new ServerPolicy(
                minimumSvn,
                newest,
                form,
                lpaHeaders,
                maxDownloadAttempts,
                maxConfirmationAttempts,
                maximumProfiles,
                sessionLife,
                resultLife,
                orderLife,
                finishedOrderLife,
                callbackLife,
                retentionInterval);
    }

    /// The eUICCs that may come.
    public SvnRange svns() {
        return new SvnRange(minimumSvn, maximumSvn);
    }
}
