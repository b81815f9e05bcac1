package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.util.Optional;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.ActiveProfile;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.rsp.id.Aid;

/// The card's state as its applications see it: read freely, replaced only as a whole and only when it has been stored.
///
/// The Profile the Device sees is the enabled one, except between EnableProfile and the end of the REFRESH it asked for
/// (SGP.22 §3.2.1): until then the one before is still served.
public final class CardMemory implements ActiveProfile {
    private final CardStore store;
    private CardState state;
    private Optional<Aid> active;

    /// @param fresh the state of a card that has stored nothing yet
    /// @throws IOException if the store holds something that is no state of this card
    public CardMemory(CardStore store, CardState fresh) throws IOException {
        this.store = store;
        this.state = store.load().orElse(fresh);
        this.active = state.enabled().map(InstalledProfile::isdpAid);
    }

    public CardState state() {
        return state;
    }

    /// @throws CommandRefused with 6581 if the new state could not be stored; the old one then stays
    public void commit(CardState next) {
        try {
            store.save(next);
        } catch (IOException e) {
            throw new CommandRefused(StatusWord.MEMORY_PROBLEM);
        }
        state = next;
    }

    /// From now on the Device sees the Profile that is enabled.
    public void activateEnabled() {
        active = state.enabled().map(InstalledProfile::isdpAid);
    }

    @Override
    public ProfileContent content() {
        return active.flatMap(state::profile).map(InstalledProfile::content).orElse(ProfileContent.NONE);
    }

    @Override
    public void commit(ProfileContent content) {
        var profile = active.flatMap(state::profile)
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        commit(state.with(profile.with(content)));
    }
}
