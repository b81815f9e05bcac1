package org.esimtestbed.euicc.runtime;

import java.util.Optional;

/// What stands between the terminal and the card's applications. The honest card lets everything through as it is;
/// whoever implements this may bend single commands and answers.
public interface Transmission {
    /// Everything as it is.
    Transmission HONEST = new Transmission() {};

    /// The command the card carries out for the one that came.
    default Command received(Command command) {
        return command;
    }

    /// An answer in the place of the card's own. The command is then not carried out.
    default Optional<Answer> insteadOf(Command command) {
        return Optional.empty();
    }

    /// The answer to a command that was carried out, before it is cut to what the terminal expects.
    default Answer answered(Command command, Answer answer) {
        return answer;
    }

    /// The logical channels this card has beside the basic one.
    default Channels channels(Channels honest) {
        return honest;
    }

    /// The card was reset, or has power again.
    default void reset() {}
}
