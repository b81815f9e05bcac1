package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DeleteProfile.Result;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.DeleteProfile (SGP.22 §5.7.18): a disabled Profile and its ISD-P go for good.
record DeleteProfileFunction(Euicc euicc, ProfileSwitch profiles) implements Es10Function {
    @Override
    public int tag() {
        return DeleteProfile.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(DeleteProfile.of(request)).encode();
    }

    private Result answer(DeleteProfile request) {
        var target = profiles.find(request.profileIdentifier());
        if (target.isEmpty()) return Result.ICCID_OR_AID_NOT_FOUND;
        if (target.get().isEnabled()) return Result.PROFILE_NOT_IN_DISABLED_STATE;
        if (target.get().metadata().policyRules().contains(PolicyRule.PPR2)) return Result.DISALLOWED_BY_POLICY;
        var memory = euicc.memory();
        memory.commit(profiles.deleted(target.get(), memory.state()));
        return Result.OK;
    }
}
