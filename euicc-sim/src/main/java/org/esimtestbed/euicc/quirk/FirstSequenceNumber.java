package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.state.CardState;

/// Notifications are counted from a number of the maker's choice.
///
/// @param number 0 or more
record FirstSequenceNumber(long number) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "first-sequence-number",
            "The first notification of a new card has this number. There are LPAs that skip number 0 and call it a "
                    + "success, and such that read numbers from 128 on as negative.",
            "SGP.22 §3.5: any number may be the first",
            "estkme-group/lpac#430; osmocom/pysim@3a905d6",
            "a number; 0 where left out",
            new FirstSequenceNumber(0),
            node -> new FirstSequenceNumber(node.number()));

    FirstSequenceNumber {
        if (number < 0) throw new IllegalArgumentException("sequence numbers are not negative");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public CardState delivered(CardState fresh) {
        return fresh.withNextSequenceNumber(number);
    }
}
