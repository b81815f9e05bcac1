package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByAid;
import org.esimtestbed.rsp.data.ProfileIdentifier.ByIccid;
import org.esimtestbed.rsp.data.ProfileState;

/// What enabling, disabling and deleting have in common (SGP.22 §3.2): states, notifications, and when the Device sees
/// it.
final class ProfileSwitch {
    private final Euicc euicc;

    ProfileSwitch(Euicc euicc) {
        this.euicc = euicc;
    }

    Optional<InstalledProfile> find(ProfileIdentifier identifier) {
        var state = euicc.memory().state();
        return switch (identifier) {
            case ByIccid(var iccid) -> state.profile(iccid);
            case ByAid(var aid) -> state.profile(aid);
        };
    }

    boolean isCatBusy() {
        return euicc.uicc().proactive().isBusy();
    }

    CardState disabled(InstalledProfile profile, CardState state) {
        var next = euicc.notifications()
                .about(NotificationEvent.DISABLE, profile, state.with(profile.with(ProfileState.DISABLED)));
        // PPR3: a Profile that asks for it goes when it is disabled (§2.9.1)
        return profile.metadata().policyRules().contains(PolicyRule.PPR3) ? deleted(profile, next) : next;
    }

    CardState enabled(InstalledProfile profile, CardState state) {
        return euicc.notifications().about(NotificationEvent.ENABLE, profile, state.enabling(profile));
    }

    CardState deleted(InstalledProfile profile, CardState state) {
        return euicc.notifications().about(NotificationEvent.DELETE, profile, state.without(profile));
    }

    /// Stores the new state. With a REFRESH the Device keeps the Profile it has until it has answered; without, it is
    /// on its own from now on (§3.2.1).
    void commit(CardState next, boolean refresh) {
        euicc.memory().commit(next);
        if (refresh) {
            euicc.uicc().proactive().raiseRefresh(this::takeEffect);
        } else {
            takeEffect();
        }
    }

    private void takeEffect() {
        euicc.memory().activateEnabled();
        euicc.uicc().profileChanged();
    }
}
