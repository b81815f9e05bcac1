package org.esimtestbed.smdpplus.session;

import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// One session. Each function of ES9+ adds what the next one needs.
///
/// @param serverChallenge 16 octets, to come back in euiccSigned1
/// @param ciKey           CI Public Key Identifier both sides prove themselves under
/// @param authenticated   from AuthenticateClient on
/// @param bound           from GetBoundProfilePackage on
/// @param version         counts the changes of the row
public record Session(
        TransactionId transactionId,
        Bytes serverChallenge,
        String serverAddress,
        Bytes ciKey,
        Optional<Authenticated> authenticated,
        Optional<Bound> bound,
        int version) {

    /// @param euicc           CERT.EUICC
    /// @param eum             CERT.EUM
    /// @param smdpSignature2  r‖s
    /// @param ccRequired      whether hashCc has to come
    public record Authenticated(
            Eid eid, Iccid iccid, Tlv euicc, Tlv eum, Bytes smdpSignature2, boolean ccRequired, Tlv profileMetadata) {}

    /// @param euiccOtpk the one-time key the package is bound to, 65 octets
    public record Bound(Bytes euiccOtpk) {}

    public Session authenticatedAs(Authenticated euicc) {
        return new Session(transactionId, serverChallenge, serverAddress, ciKey, Optional.of(euicc), bound, version);
    }

    public Session boundTo(Bytes euiccOtpk) {
        return new Session(
                transactionId,
                serverChallenge,
                serverAddress,
                ciKey,
                authenticated,
                Optional.of(new Bound(euiccOtpk)),
                version);
    }
}
