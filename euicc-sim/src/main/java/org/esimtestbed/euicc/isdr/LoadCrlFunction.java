package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Crl;
import org.esimtestbed.rsp.es10.LoadCrl;
import org.esimtestbed.rsp.es10.LoadCrl.Code;
import org.esimtestbed.rsp.es10.LoadCrl.Loaded;
import org.esimtestbed.rsp.es10.LoadCrl.Refused;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.LoadCRL (SGP.22 §5.7.12): format, key, signature, freshness, memory, then it counts.
record LoadCrlFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return LoadCrl.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(new Refused(Code.INVALID_CRL_FORMAT).encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(LoadCrl.of(request)).encode();
    }

    private LoadCrl.Response answer(LoadCrl request) {
        Crl crl;
        try {
            crl = Crl.of(request.crl());
        } catch (MalformedTlv e) {
            return new Refused(Code.INVALID_CRL_FORMAT);
        }
        var ci = euicc.trusted().root(crl.issuerKey());
        if (ci.isEmpty()) return new Refused(Code.VERIFICATION_KEY_NOT_FOUND);
        if (!crl.isSignedBy(ci.get(), euicc.crypto())) return new Refused(Code.INVALID_SIGNATURE);
        var memory = euicc.memory();
        var revoked = memory.state().revoked();
        if (revoked.isOld(crl)) return new Refused(Code.FRESHER_CRL_ALREADY_LOADED);
        if (!revoked.hasBaseOf(crl)) return new Refused(Code.BASE_CRL_MISSING);
        var next = revoked.with(crl);
        if (next.size() - revoked.size() > euicc.freeMemory()) return new Refused(Code.NOT_ENOUGH_MEMORY_SPACE);
        memory.commit(memory.state().with(next));
        return new Loaded(next.missingPartsOf(crl));
    }
}
