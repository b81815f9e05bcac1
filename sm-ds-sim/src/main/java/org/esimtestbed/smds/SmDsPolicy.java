package org.esimtestbed.smds;

import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rspserver.authentication.SvnRange;
import org.esimtestbed.rspserver.web.HeaderPolicy;

/// What SGP.22 leaves to the SM-DS, or a test asks of it.
///
/// @param svns              other eUICCs are refused with 8.9.3/3.1
/// @param lpaHeaders        which headers an LPA must send
/// @param sessionLife       from InitiateAuthentication on
/// @param eventLife         from RegisterEvent on; what is not deleted by then is gone
/// @param retentionInterval how often what is over is dropped
public record SmDsPolicy(
        SvnRange svns, HeaderPolicy lpaHeaders, Duration sessionLife, Duration eventLife, Duration retentionInterval) {

    public static SmDsPolicy standard() {
        return new SmDsPolicy(
                new SvnRange(new Version(2, 1, 0), Optional.empty()),
                HeaderPolicy.LENIENT,
                Duration.ofMinutes(10),
                Duration.ofDays(90),
                Duration.ofMinutes(10));
    }

    /// The same, with events that live that long.
    public SmDsPolicy withEventLife(Duration life) {
        return new SmDsPolicy(svns, lpaHeaders, sessionLife, life, retentionInterval);
    }

    /// The same, for the headers of LPAs.
    public SmDsPolicy withLpaHeaders(HeaderPolicy wanted) {
        return new SmDsPolicy(svns, wanted, sessionLife, eventLife, retentionInterval);
    }

    /// The same, for other eUICCs.
    public SmDsPolicy withSvns(SvnRange range) {
        return new SmDsPolicy(range, lpaHeaders, sessionLife, eventLife, retentionInterval);
    }
}
