package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.DisableProfile.Result;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.DisableProfile (SGP.22 §5.7.17).
record DisableProfileFunction(Euicc euicc, ProfileSwitch profiles) implements Es10Function {
    @Override
    public int tag() {
        return DisableProfile.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(DisableProfile.of(request)).encode();
    }

    private Result answer(DisableProfile request) {
        var target = profiles.find(request.profileIdentifier());
        if (target.isEmpty()) return Result.ICCID_OR_AID_NOT_FOUND;
        if (!target.get().isEnabled()) return Result.PROFILE_NOT_IN_ENABLED_STATE;
        if (target.get().metadata().policyRules().contains(PolicyRule.PPR1)) return Result.DISALLOWED_BY_POLICY;
        if (profiles.isCatBusy()) return Result.CAT_BUSY;
        profiles.commit(profiles.disabled(target.get(), euicc.memory().state()), request.refreshFlag());
        return Result.OK;
    }
}
