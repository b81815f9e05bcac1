package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.util.Optional;

/// Where a card keeps its state over a loss of power. Used by one card, one thread at a time.
public interface CardStore {
    /// Empty for a card that has stored nothing yet.
    ///
    /// @throws IOException with the reason, if what is there is no state of this card; it is left untouched
    Optional<CardState> load() throws IOException;

    /// Replaces what is stored, wholly or not at all.
    ///
    /// @throws IOException if it could not be stored; what was there before is still there
    void save(CardState state) throws IOException;

    /// Keeps the state as long as the process lives.
    static CardStore inMemory() {
        return new CardStore() {
            private Optional<CardState> stored = Optional.empty();

            @Override
            public Optional<CardState> load() {
                return stored;
            }

            @Override
            public void save(CardState state) {
                stored = Optional.of(state);
            }
        };
    }
}
