package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.state.CardState;

/// Interrupted installations wear the card out.
///
/// @param count of interruptions after which it is dead
record BrickAfterInterruptions(int count) implements Quirk {
    static final QuirkKind KIND = QuirkKind.with(
            "brick-after-interruptions",
            "After so many interrupted installations the card answers nothing but 6F00, for good.",
            "SGP.22 §3.1.3.3: an interruption must leave the eUICC as it was",
            "estkme-group/lpac#173",
            "how many; 3 where left out",
            new BrickAfterInterruptions(3),
            node -> new BrickAfterInterruptions(node.number()));

    BrickAfterInterruptions {
        if (count < 1) throw new IllegalArgumentException("a card that is dead from the start is no card");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private boolean dead;

            @Override
            public CardState poweredUp(CardState state) {
                dead = state.interruptions() >= count;
                return state;
            }

            @Override
            public Optional<Answer> insteadOf(Command command) {
                return dead ? Optional.of(Answer.of(StatusWord.TECHNICAL_PROBLEM)) : Optional.empty();
            }
        };
    }
}
