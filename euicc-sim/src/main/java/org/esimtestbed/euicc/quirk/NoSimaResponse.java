package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// The installation result keeps to itself why.
record NoSimaResponse() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "no-sima-response",
            "ProfileInstallationResult has no simaResponse where the installation failed, and an empty one where not: "
                    + "all one sees is errorReason 12.",
            "SGP.22 §2.5.6, simaResponse OPTIONAL in ErrorResult",
            "estkme-group/lpac#156",
            new NoSimaResponse());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Optional<Bytes> simaResponse(Optional<Bytes> honest) {
        return Optional.empty();
    }
}
