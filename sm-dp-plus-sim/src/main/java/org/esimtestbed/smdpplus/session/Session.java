package org.esimtestbed.smdpplus.session;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.authentication.PendingAuthentication;

/// One session. Each function of ES9+ adds what the next one needs.
///
/// @param serverChallenge 16 octets, to come back in euiccSigned1
/// @param euiccCi         CI Public Key Identifier the eUICC was asked to prove itself under
/// @param serverCi        CI Public Key Identifier this server has proved itself under
/// @param authenticated   from AuthenticateClient on
/// @param bound           whether a package was bound in it
/// @param version         counts the changes of the row
public record Session(
        TransactionId transactionId,
        Bytes serverChallenge,
        String serverAddress,
        Bytes euiccCi,
        Bytes serverCi,
        Optional<Authenticated> authenticated,
        boolean bound,
        int version) {

    /// @param euicc           CERT.EUICC
    /// @param smdpSignature2  r‖s
    public record Authenticated(Eid eid, Iccid iccid, Tlv euicc, Bytes smdpSignature2) {}

    /// A session as InitiateAuthentication leaves it.
    public static Session opened(PendingAuthentication pending) {
        return new Session(
                pending.transactionId(),
                pending.serverChallenge(),
                pending.serverAddress(),
                pending.euiccCi(),
                pending.serverCi(),
                Optional.empty(),
                false,
                0);
    }

    /// What the eUICC's proof is checked against.
    public PendingAuthentication pending() {
        return new PendingAuthentication(transactionId, serverChallenge, serverAddress, euiccCi, serverCi);
    }

    public Session authenticatedAs(Authenticated euicc) {
        return new Session(
                transactionId, serverChallenge, serverAddress, euiccCi, serverCi, Optional.of(euicc), bound, version);
    }

    public Session withPackage() {
        return new Session(
                transactionId, serverChallenge, serverAddress, euiccCi, serverCi, authenticated, true, version);
    }

    Session stored() {
        return new Session(
                transactionId, serverChallenge, serverAddress, euiccCi, serverCi, authenticated, bound, version + 1);
    }
}
