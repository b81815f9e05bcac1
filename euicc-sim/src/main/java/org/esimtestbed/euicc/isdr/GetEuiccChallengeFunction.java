package org.esimtestbed.euicc.isdr;

import org.esimtestbed.euicc.state.PreparedDownload;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetEUICCChallenge (SGP.22 §5.7.7): begins a session; what was left of the one before is discarded, but for a
/// one-time key pair that was not used.
record GetEuiccChallengeFunction(Euicc euicc, RspSession session) implements Es10Function {
    private static final int CHALLENGE = 16;

    @Override
    public int tag() {
        return GetEuiccChallenge.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        endPrepared(euicc);
        var challenge = euicc.crypto().random(CHALLENGE);
        session.begin(challenge);
        return GetEuiccChallenge.encode(challenge);
    }

    static void endPrepared(Euicc euicc) {
        var memory = euicc.memory();
        var prepared = memory.state().prepared();
        if (prepared.flatMap(PreparedDownload::transactionId).isPresent()) {
            memory.commit(memory.state().with(prepared.map(PreparedDownload::sessionEnded)));
        }
    }
}
