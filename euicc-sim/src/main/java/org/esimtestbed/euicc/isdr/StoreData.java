package org.esimtestbed.euicc.isdr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.tlv.Bytes;

/// Puts the blocks of STORE DATA together again (SGP.22 §5.7.2, GlobalPlatform Card Specification §11.11): P1 11 for
/// more blocks, 91 for the last, P2 the number of the block from 0. Each block may have any size.
final class StoreData {
    private static final int MORE = 0x11;
    private static final int LAST = 0x91;
    // Far beyond any function of ES10, so that a terminal cannot fill the memory with blocks that never end.
    private static final int LIMIT = 256 * 1024;

    private final List<Bytes> blocks = new ArrayList<>();
    private int size;
    private final boolean checksNumbers;

    /// @param checksNumbers whether a block must have the number after the one before
    StoreData(boolean checksNumbers) {
        this.checksNumbers = checksNumbers;
    }

    /// The whole command once its last block is there.
    ///
    /// @throws CommandRefused with 6A86 for a block that does not follow the one before, 6700 for one without data
    Optional<Bytes> add(Command command) {
        boolean isLast = command.p1() == LAST;
        if (!isLast && command.p1() != MORE) throw refused(StatusWord.INCORRECT_P1_P2);
        if (checksNumbers) {
            if (command.p2() == 0) forget(); // a new command
            if (command.p2() != blocks.size()) throw refused(StatusWord.INCORRECT_P1_P2);
        }
        if (command.data().isEmpty()) throw refused(StatusWord.WRONG_LENGTH);
        size += command.data().size();
        if (size > LIMIT) throw refused(StatusWord.NOT_ENOUGH_MEMORY);
        blocks.add(command.data());
        if (!isLast) return Optional.empty();
        var whole = Bytes.concat(blocks.toArray(Bytes[]::new));
        forget();
        return Optional.of(whole);
    }

    void forget() {
        blocks.clear();
        size = 0;
    }

    private CommandRefused refused(int statusWord) {
        forget();
        return new CommandRefused(statusWord);
    }
}
