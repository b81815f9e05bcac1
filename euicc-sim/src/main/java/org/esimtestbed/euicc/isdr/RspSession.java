package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the eUICC remembers of the one RSP session it has at a time (SGP.22 §3.0.1), until the next challenge or reset.
final class RspSession {
    /// A server that has proved who it is.
    ///
    /// @param certificate     CERT.DPauth or CERT.DSauth
    /// @param euiccSignature1 r‖s, which the server's next signature covers
    /// @param isSmdp          whether it may send a Profile
    record AuthenticatedServer(
            TransactionId transactionId,
            String address,
            Certificate certificate,
            EuiccIdentity.Credential credential,
            Bytes euiccSignature1,
            boolean isSmdp) {}

    private Optional<Bytes> challenge = Optional.empty();
    private Optional<AuthenticatedServer> server = Optional.empty();

    void begin(Bytes newChallenge) {
        challenge = Optional.of(newChallenge);
        server = Optional.empty();
    }

    void end() {
        challenge = Optional.empty();
        server = Optional.empty();
    }

    Optional<Bytes> challenge() {
        return challenge;
    }

    /// A challenge serves one server only.
    void authenticated(AuthenticatedServer authenticated) {
        challenge = Optional.empty();
        server = Optional.of(authenticated);
    }

    Optional<AuthenticatedServer> server() {
        return server;
    }
}
