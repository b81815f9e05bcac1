package org.esimtestbed.euicc.door.smartcardio;

import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.esimtestbed.euicc.door.Card;

/// One reader with its card.
final class TestbedTerminal extends CardTerminal {
    private static final String PROTOCOL = "T=0";

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
    /// @param protocol `T=0` or `*`: the one protocol the ATR offers
    /// @throws CardException for any other, as PC/SC refuses what a card does not offer
    @Override
    public javax.smartcardio.Card connect(String protocol) throws CardException {
        if (!protocol.equals("*") && !protocol.equals(PROTOCOL)) {
            throw new CardException("the card has no protocol " + protocol);
        }
        return new ConnectedCard(card, PROTOCOL);
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
