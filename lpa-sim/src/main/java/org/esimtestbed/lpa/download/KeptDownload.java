package org.esimtestbed.lpa.download;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Tlv;

/// A download that has begun and not ended, as the device remembers it.
public sealed interface KeptDownload {
    WayIn way();

    /// No package has arrived: it begins once more from the start.
    record Begun(WayIn way) implements KeptDownload {}

    /// The package is here, and the eUICC has not answered.
    ///
    /// @param eid             of the eUICC the package is bound to, where its certificate has one
    /// @param profileMetadata BF25 as the End User agreed to it
    /// @param bpp             BF36 as received
    record Bound(WayIn way, TransactionId transactionId, Optional<Eid> eid, Tlv profileMetadata, Tlv bpp)
            implements KeptDownload {}
}
