package org.esimtestbed.euicc.state;

import java.util.List;
import java.util.Optional;
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
            return CODEC.parts(kept).equals(CODEC.parts(read))
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
}
