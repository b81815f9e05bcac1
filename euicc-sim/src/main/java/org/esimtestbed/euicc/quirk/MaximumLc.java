package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.StatusWord;

/// Commands may only be so long.
///
/// @param octets of data a command may have
record MaximumLc(int octets) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "maximum-lc",
            "A command with more data is refused with 6700.",
            "ETSI TS 102 221 §10.1.5: up to 255 octets",
            "estkme-group/lpac#192, docs/ENVVARS.md",
            "octets, 6 to 254; 120 where left out",
            new MaximumLc(120),
            node -> new MaximumLc(node.number()));

    MaximumLc {
        if (octets < 6 || octets > 254) throw new IllegalArgumentException("the limit is 6 to 254 octets");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Optional<Answer> insteadOf(Command command) {
        return command.data().size() > octets ? Optional.of(Answer.of(StatusWord.WRONG_LENGTH)) : Optional.empty();
    }
}
