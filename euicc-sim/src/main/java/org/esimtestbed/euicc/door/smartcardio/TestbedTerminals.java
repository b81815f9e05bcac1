package org.esimtestbed.euicc.door.smartcardio;

import java.util.List;
import java.util.Map;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactorySpi;
import org.esimtestbed.euicc.door.Card;

/// Readers that always have their card in them.
public final class TestbedTerminals extends TerminalFactorySpi {
    private final List<CardTerminal> terminals;

    /// @throws IllegalArgumentException unless the map is one of names to cards
    TestbedTerminals(Map<?, ?> cards) {
        terminals = cards.entrySet().stream()
                .map(entry -> {
                    if (!(entry.getKey() instanceof String name) || !(entry.getValue() instanceof Card card)) {
                        throw new IllegalArgumentException("a map of names to cards");
                    }
                    return (CardTerminal) new TestbedTerminal(name, card);
                })
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList();
    }

    @Override
    protected CardTerminals engineTerminals() {
        return new CardTerminals() {
            @Override
            public List<CardTerminal> list(State state) {
                return state == State.CARD_ABSENT || state == State.CARD_REMOVAL ? List.of() : terminals;
            }

            @Override
            public boolean waitForChange(long timeout) {
                // nothing ever changes here
                return false;
            }
        };
    }
}
