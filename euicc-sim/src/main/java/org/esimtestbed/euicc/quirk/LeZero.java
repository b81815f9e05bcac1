package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.StatusWord;

/// An Le of 00 confuses the card.
record LeZero(Way way) implements Quirk.Constant {
    enum Way {
        /// 6700.
        REFUSE,
        /// 9000 without the data.
        EMPTY
    }

    static final QuirkKind KIND = QuirkKind.with(
            "le-zero",
            "A command with data whose Le is 00 is refused with 6700, or its response data never comes.",
            "ETSI TS 102 221 §10.1.6: 00 means 256",
            "estkme-group/lpac#159",
            "refuse or empty; refuse where left out",
            new LeZero(Way.REFUSE),
            node -> new LeZero(Words.of(node, Way.class)));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Optional<Answer> insteadOf(Command command) {
        return way == Way.REFUSE && isMeant(command)
                ? Optional.of(Answer.of(StatusWord.WRONG_LENGTH))
                : Optional.empty();
    }

    @Override
    public Answer answered(Command command, Answer answer) {
        return way == Way.EMPTY && isMeant(command) ? Answer.of(answer.statusWord()) : answer;
    }

    private static boolean isMeant(Command command) {
        var raw = command.raw();
        boolean isShort = !command.data().isEmpty() && raw.at(4) != 0;
        return isShort && raw.size() == 5 + command.data().size() + 1 && raw.at(raw.size() - 1) == 0;
    }
}
