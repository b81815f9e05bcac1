package org.esimtestbed.smds.es11;

import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.es9plus.CancelSession.Request;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.session.Sessions;

/// ES11.CancelSession: the session ends early, and the eUICC has signed why. Checked as on ES9+ (SGP.22 §5.6.5). It is
/// for eUICCs that were refused their event: before AuthenticateClient nobody is known who could sign.
public final class CancelSession {
    private final Sessions sessions;
    private final Crypto crypto;
    private final List<DsIdentity> identities;

    public CancelSession(Sessions sessions, SmDsSettings settings) {
        this.sessions = sessions;
        this.crypto = settings.crypto();
        this.identities = settings.identities();
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.5
    public EmptyResponse answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        var euicc = session.euicc()
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("the session is not authenticated yet"));
        var ok = switch (CancelSessionResponse.of(request.cancelSessionResponse())) {
            case CancelSessionResponse.Ok it -> it;
            case CancelSessionResponse.Refused refused ->
                throw StatusCode.EUICC_SIGNATURE_INVALID.because("the eUICC refuses to cancel: " + refused.code());
        };
        var signed = ok.cancelSessionSigned();
        if (!crypto.verify(Certificate.parse(euicc.raw()).publicKey(), signed.bytes(), ok.signature())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccCancelSessionSignature does not verify");
        }
        if (!signed.value().transactionId().equals(session.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("the signed TransactionID is another");
        }
        var oid = DsIdentity.under(session.pending().serverCi(), identities).oid();
        if (!signed.value().smdpOid().equals(oid)) {
            throw StatusCode.SMDS_OID_REFUSED.because(
                    "this is " + oid + ", not " + signed.value().smdpOid());
        }
        sessions.end(session);
        return new EmptyResponse();
    }
}
