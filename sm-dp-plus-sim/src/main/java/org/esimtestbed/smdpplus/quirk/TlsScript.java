package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.INITIATE_AUTHENTICATION;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Credential;

/// The script, for those who know connections.
public final class TlsScript {
    private final Script script;
    private final ServerKeys keys;

    public TlsScript(Script script, ServerKeys keys) {
        this.script = script;
        this.keys = keys;
    }

    /// What a new connection is shown in place of the server's own certificate, which is counted.
    public Optional<Credential> connecting() {
        var quirks = script.bending(TlsQuirk.class, INITIATE_AUTHENTICATION, () -> Whom.UNKNOWN);
        return quirks.isEmpty()
                ? Optional.empty()
                : Optional.of(quirks.getLast().shown(keys));
    }
}
