package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.rsp.id.Iccid;

/// The card returns to its fallback profile by itself.
///
/// @param iccid of the fallback profile; the one installed first where empty
record FallbackOnReset(Optional<Iccid> iccid) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "fallback-on-reset",
            "After every reset the fallback profile is enabled, whichever was before, and no notification tells of it.",
            "SGP.32 fallback; SGP.22 §3.2 knows none",
            "commaai/openpilot#34924",
            "an ICCID; the profile installed first where left out",
            new FallbackOnReset(Optional.empty()),
            node -> new FallbackOnReset(Optional.of(new Iccid(node.text()))));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public CardState poweredUp(CardState state) {
        return state.profiles().stream()
                .filter(profile -> iccid.isEmpty() || iccid.get().equals(profile.iccid()))
                .findFirst()
                .filter(profile -> !profile.isEnabled())
                .map(state::enabling)
                .orElse(state);
    }
}
