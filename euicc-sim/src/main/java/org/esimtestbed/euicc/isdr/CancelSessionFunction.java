package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.state.PreparedDownload;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.EuiccCancelSessionSigned;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.CancelSession (SGP.22 §5.7.14): ends the session and signs that it did.
record CancelSessionFunction(Euicc euicc, RspSession session) implements Es10Function {
    private record Cancellable(TransactionId transactionId, Optional<Oid> smdpOid, Bytes ciKey) {}

    @Override
    public int tag() {
        return CancelSession.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(refused(CancelSessionResponse.UNDEFINED_ERROR));
    }

    @Override
    public Tlv answer(Tlv request) {
        var cancel = CancelSession.of(request);
        var open = open().filter(it -> it.transactionId().equals(cancel.transactionId()));
        if (open.isEmpty()) return refused(CancelSessionResponse.INVALID_TRANSACTION_ID);
        var oid = open.get().smdpOid();
        var credential = euicc.identity().under(open.get().ciKey());
        if (oid.isEmpty() || credential.isEmpty()) return refused(CancelSessionResponse.UNDEFINED_ERROR);
        var signed = new EuiccCancelSessionSigned(cancel.transactionId(), oid.get(), cancel.reason()).encode();
        var signature = credential.get().sign(euicc.crypto(), signed.raw());
        GetEuiccChallengeFunction.endPrepared(euicc);
        session.end();
        return new CancelSessionResponse.Ok(Signed.read(signed, EuiccCancelSessionSigned::of), signature).encode();
    }

    /// The session, or what a loss of power has left of it.
    private Optional<Cancellable> open() {
        return session.server()
                .map(it -> new Cancellable(
                        it.transactionId(),
                        it.certificate().registeredId(),
                        it.credential().ciKey()))
                .or(() -> euicc.memory().state().prepared().flatMap(CancelSessionFunction::cancellable));
    }

    private static Optional<Cancellable> cancellable(PreparedDownload prepared) {
        return prepared.transactionId()
                .map(id -> new Cancellable(id, prepared.certificate().registeredId(), prepared.ciKey()));
    }

    private static Tlv refused(int code) {
        return new CancelSessionResponse.Refused(code).encode();
    }
}
