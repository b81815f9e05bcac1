package org.esimtestbed.euicc.state;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.Pins;
import org.esimtestbed.rsp.crypto.Crypto;

/// Whether a state can be stored and read again. In this package because the codec is nobody else's business.
public final class StoredForm {
    private static final CardStateCodec CODEC = new CardStateCodec(Crypto.standard());

    private StoredForm() {}

    /// Why not. The one-time key of a prepared download is left out: to read a private key takes a thousand times
    /// longer than all the rest, and no input has a say in it.
    ///
    /// @param before what is the same as here is known to be good
    public static Optional<Throwable> trouble(CardState before, CardState state) {
        try {
            var kept = state.with(Optional.empty())
                    .withProfiles(onlyIn(state.profiles(), before.profiles()))
                    .withNotifications(onlyIn(state.notifications(), before.notifications()));
            var read = CODEC.state(CODEC.parts(kept));
            return isSame(kept, read)
                    ? Optional.empty()
                    : Optional.of(new IllegalStateException("it comes back as another"));
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static <T> List<T> onlyIn(List<T> these, List<T> known) {
        return these.stream()
                .filter(it -> known.stream().noneMatch(other -> other == it))
                .toList();
    }

    // The codes are a map and have no order; all else is written as it was.
    private static boolean isSame(CardState kept, CardState read) {
        for (int i = 0; i < kept.profiles().size(); i++) {
            var pins = read.profiles().get(i).content().pins();
            if (!kept.profiles().get(i).content().pins().equals(pins)) return false;
        }
        return CODEC.parts(withoutPins(kept)).equals(CODEC.parts(withoutPins(read)));
    }

    private static CardState withoutPins(CardState state) {
        return state.withProfiles(state.profiles().stream()
                .map(it -> it.with(it.content().with(Pins.NONE)))
                .toList());
    }
}
