package org.esimtestbed.euicc.quirk;

import java.util.List;

/// A named way in which real cards differ from the specification or from one another. A value: what it does on one
/// card is its [Misbehaviour].
public interface Quirk {
    /// What is told of it to people.
    QuirkKind kind();

    /// The quirk at work on one card, from the card's first power on.
    Misbehaviour onCard();

    /// A quirk that has nothing to remember is its own behaviour.
    interface Constant extends Quirk, Misbehaviour {
        @Override
        default Misbehaviour onCard() {
            return this;
        }
    }

    /// Several at work on one card, in their order.
    static Misbehaviour onCard(List<Quirk> quirks) {
        return quirks.isEmpty()
                ? Misbehaviour.NONE
                : new Misbehaviours(quirks.stream().map(Quirk::onCard).toList());
    }
}
