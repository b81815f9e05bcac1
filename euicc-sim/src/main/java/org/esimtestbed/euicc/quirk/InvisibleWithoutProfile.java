package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.state.CardState;

/// Without an enabled profile there is no card.
record InvisibleWithoutProfile() implements Quirk {
    static final QuirkKind KIND = QuirkKind.plain(
            "invisible-without-profile",
            "When the last profile was disabled, the card answers nothing but 6F00 from the next reset on, as it looks "
                    + "in some phones. A card that holds no profile at all is served.",
            "",
            "iebb/NekokoLPA#21, #44; estkme-group/openeuicc EuiccManagementFragment.kt",
            new InvisibleWithoutProfile());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private boolean hidden;

            @Override
            public CardState poweredUp(CardState state) {
                hidden = !state.profiles().isEmpty() && state.enabled().isEmpty();
                return state;
            }

            @Override
            public Optional<Answer> insteadOf(Command command) {
                return hidden ? Optional.of(Answer.of(StatusWord.TECHNICAL_PROBLEM)) : Optional.empty();
            }
        };
    }
}
