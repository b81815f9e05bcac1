package org.esimtestbed.euicc.install;

import java.util.Optional;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.tlv.Bytes;

/// The installation ends here, for the reason its result will give (SGP.22 §2.5.6).
public final class InstallationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorReason reason;
    private final transient Optional<Bytes> simaResponse;

    public InstallationFailed(ErrorReason reason, String detail) {
        this(reason, detail, Optional.empty());
    }

    /// @param simaResponse what the interpreter said of the profile elements
    public InstallationFailed(ErrorReason reason, String detail, Optional<Bytes> simaResponse) {
        super(reason.title() + ": " + detail);
        this.reason = reason;
        this.simaResponse = simaResponse;
    }

    public ErrorReason reason() {
        return reason;
    }

    public Optional<Bytes> simaResponse() {
        return simaResponse;
    }
}
