package org.esimtestbed.rsp.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;

/// ES2+.DownloadOrder (SGP.22 §5.3.1): the operator reserves a Profile, by ICCID or by type.
public final class DownloadOrder {
    public static final String PATH = "downloadOrder";

    private DownloadOrder() {}

    /// @param personalisation our extension, see [Personalisation]
    public record Request(
            Optional<Eid> eid,
            Optional<Iccid> iccid,
            Optional<String> profileType,
            Optional<Personalisation> personalisation) {}

    public record Response(Iccid iccid) {}
}
