package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// Long commands get lost on the way.
///
/// @param above octets of data a command may have without harm
/// @param every so many long commands one is lost
record ChecksumErrors(int above, int every) implements Quirk {
    private static final int CHECKSUM_ERROR = 0x6601;
    static final QuirkKind KIND = QuirkKind.with(
            "checksum-errors",
            "Of the commands with more data than this, every third is answered with 6601 and not carried out. It "
                    + "helps to repeat it, or to send shorter ones.",
            "",
            "estkme-group/openeuicc@ddc421d, @d3a04b9; estkme-group/lpac@a5a0516",
            "a mapping with above (60) and every (3)",
            new ChecksumErrors(60, 3),
            node -> new ChecksumErrors(
                    node.entry("above").map(YamlNode::number).orElse(60),
                    node.entry("every").map(YamlNode::number).orElse(3)));

    ChecksumErrors {
        if (above < 0 || every < 1) throw new IllegalArgumentException("above is 0 or more, every 1 or more");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private int count;

            @Override
            public Optional<Answer> insteadOf(Command command) {
                if (command.data().size() <= above || ++count % every != 0) return Optional.empty();
                return Optional.of(Answer.of(CHECKSUM_ERROR));
            }
        };
    }
}
