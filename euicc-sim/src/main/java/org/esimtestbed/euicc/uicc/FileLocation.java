package org.esimtestbed.euicc.uicc;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Aid;

/// Where a file stands, the same for as long as its Profile lives.
///
/// @param application the ADF it lies below; empty for the MF
/// @param fids        file identifiers from there down to the file; empty for MF or ADF itself
public record FileLocation(Optional<Aid> application, List<Integer> fids) {
    public FileLocation {
        fids = List.copyOf(fids);
    }
}
