package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.EuiccMemoryReset.Option;
import org.esimtestbed.rsp.es10.EuiccMemoryReset.Result;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.eUICCMemoryReset (SGP.22 §5.7.19): deletes Profiles whatever their state and rules, and ends the session.
record EuiccMemoryResetFunction(Euicc euicc, RspSession session, ProfileSwitch profiles) implements Es10Function {
    @Override
    public int tag() {
        return EuiccMemoryReset.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(EuiccMemoryReset.of(request)).encode();
    }

    private Result answer(EuiccMemoryReset request) {
        var memory = euicc.memory();
        var doomed = memory.state().profiles().stream()
                .filter(profile -> isMeant(profile, request))
                .toList();
        boolean resetsAddress = request.options().contains(Option.RESET_DEFAULT_SMDP_ADDRESS)
                && !memory.state().defaultDpAddress().equals(euicc.settings().defaultDpAddress());
        if (doomed.isEmpty() && !resetsAddress) return Result.NOTHING_TO_DELETE;
        if (profiles.isCatBusy()) return Result.CAT_BUSY;
        var next = memory.state();
        for (var profile : doomed) next = profiles.deleted(profile, next);
        if (resetsAddress) next = next.withDefaultDpAddress(euicc.settings().defaultDpAddress());
        next = next.with(Optional.empty());
        session.end();
        if (doomed.stream().anyMatch(InstalledProfile::isEnabled)) {
            profiles.commit(next, true);
        } else {
            memory.commit(next);
        }
        return Result.OK;
    }

    private static boolean isMeant(InstalledProfile profile, EuiccMemoryReset request) {
        return switch (profile.metadata().profileClass().orElse(ProfileClass.OPERATIONAL)) {
            case OPERATIONAL -> request.options().contains(Option.DELETE_OPERATIONAL_PROFILES);
            case TEST -> request.options().contains(Option.DELETE_FIELD_LOADED_TEST_PROFILES);
            case PROVISIONING -> false;
        };
    }
}
