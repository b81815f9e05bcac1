package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.es10.SetNickname.Result;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.SetNickname (SGP.22 §5.7.21). An empty nickname removes it.
record SetNicknameFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return SetNickname.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        var wanted = SetNickname.of(request);
        var memory = euicc.memory();
        var profile = memory.state().profile(wanted.iccid());
        if (profile.isEmpty()) return Result.ICCID_NOT_FOUND.encode();
        var nickname = Optional.of(wanted.nickname()).filter(it -> !it.isEmpty());
        memory.commit(memory.state().with(profile.get().with(nickname)));
        return Result.OK.encode();
    }
}
