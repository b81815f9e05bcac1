package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EnableProfile.Result;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.EnableProfile (SGP.22 §5.7.16): one Profile is enabled, the one before it disabled.
record EnableProfileFunction(Euicc euicc, ProfileSwitch profiles) implements Es10Function {
    @Override
    public int tag() {
        return EnableProfile.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(EnableProfile.of(request)).encode();
    }

    private Result answer(EnableProfile request) {
        var target = profiles.find(request.profileIdentifier());
        if (target.isEmpty()) return Result.ICCID_OR_AID_NOT_FOUND;
        if (target.get().isEnabled()) return Result.PROFILE_NOT_IN_DISABLED_STATE;
        var state = euicc.memory().state();
        var before = state.enabled();
        if (before.filter(it -> it.metadata().policyRules().contains(PolicyRule.PPR1))
                .isPresent()) {
            return Result.DISALLOWED_BY_POLICY;
        }
        if (profiles.isCatBusy()) return Result.CAT_BUSY;
        var next = before.isPresent() ? profiles.disabled(before.get(), state) : state;
        profiles.commit(profiles.enabled(target.get(), next), request.refreshFlag());
        return Result.OK;
    }
}
