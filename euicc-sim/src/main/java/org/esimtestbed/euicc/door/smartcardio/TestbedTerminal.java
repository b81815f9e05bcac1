package org.esimtestbed.euicc.door.smartcardio;

import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.esimtestbed.euicc.door.Card;

/// One reader with its card.
final class TestbedTerminal extends CardTerminal {
    private final String name;
    private final Card card;

    TestbedTerminal(String name, Card card) {
        this.name = name;
        this.card = card;
    }

    @Override
    public String getName() {
        return name;
    }

    /// Gives the card power.
    ///
    /// @param protocol `T=0`, `T=1` or `*`; the card answers alike
    @Override
    public javax.smartcardio.Card connect(String protocol) throws CardException {
        var chosen = switch (protocol) {
            case "T=0", "T=1" -> protocol;
            case "*" -> "T=1";
            default -> throw new CardException("the card has no protocol " + protocol);
        };
        return new ConnectedCard(card, chosen);
    }

    @Override
    public boolean isCardPresent() {
        return true;
    }

    @Override
    public boolean waitForCardPresent(long timeout) {
        return true;
    }

    @Override
    public boolean waitForCardAbsent(long timeout) {
        return false;
    }

    @Override
    public String toString() {
        return "Terminal " + name;
    }
}
