package org.esimtestbed.smdpplus;

import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.id.Version;

/// What SGP.22 leaves to the server, or a test asks of it.
///
/// @param minimumSvn              eUICCs below are refused with 8.8.3/3.1
/// @param maximumSvn              eUICCs above are refused with 8.8.3/3.1; absent: none is too new
/// @param confirmationCodeForm    what is hashed of a Confirmation Code
/// @param lpaHeaders              which headers an LPA must send
/// @param maxDownloadAttempts     how often a Profile is handed out before its order ends in Error (§5.6.3)
/// @param maxConfirmationAttempts how many wrong Confirmation Codes an order survives (§5.6.2)
/// @param sessionLife             from InitiateAuthentication on
/// @param resultLife              how long an installation result is waited for once a package was bound
public record ServerPolicy(
        Version minimumSvn,
        Optional<Version> maximumSvn,
        ConfirmationCode.Form confirmationCodeForm,
        HeaderPolicy lpaHeaders,
        int maxDownloadAttempts,
        int maxConfirmationAttempts,
        Duration sessionLife,
        Duration resultLife) {

    public static ServerPolicy standard() {
        return new ServerPolicy(
                new Version(2, 1, 0),
                Optional.empty(),
                ConfirmationCode.Form.TEXT,
                HeaderPolicy.LENIENT,
                5,
                3,
                Duration.ofHours(1),
                Duration.ofDays(30));
    }

    /// Whether an eUICC of that version may come.
    public boolean accepts(Version svn) {
        return svn.compareTo(minimumSvn) >= 0
                && maximumSvn.map(max -> svn.compareTo(max) <= 0).orElse(true);
    }
}
