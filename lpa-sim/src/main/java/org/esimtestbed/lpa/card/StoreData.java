package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;

/// Commands for the ISD-R as numbered blocks of STORE DATA (SGP.22 §5.7.2, GlobalPlatform §11.11). A block that the
/// card
/// keeps losing goes out in smaller ones, and so do all later ones.
final class StoreData {
    /// Octets of the largest block.
    static final int MAX_BLOCK = 255;

    private static final int MAX_BLOCKS = 256; // their number is one octet
    private static final int MOST_CARDS_TAKE = 60; // of those that are reported to lose longer ones
    private static final int LAST_RESORT = 8;

    private final Terminal terminal;
    private final int channel;
    private int preferred;

    /// @param blockSize octets, 1 to 255
    StoreData(Terminal terminal, int channel, int blockSize) {
        this.terminal = terminal;
        this.channel = channel;
        this.preferred = blockSize;
    }

    /// @return what the card answers to the last block
    /// @throws StatusWordRefused        if it refuses one
    /// @throws IllegalArgumentException if the command needs more blocks than there are numbers
    Bytes send(Bytes data) {
        int size = Math.max(preferred, needed(data.size(), MAX_BLOCKS));
        if (size > MAX_BLOCK) {
            throw new IllegalArgumentException(
                    "a command of " + data.size() + " octets does not fit " + MAX_BLOCKS + " blocks of STORE DATA");
        }
        int at = 0;
        int number = 0;
        while (true) {
            int end = Math.min(data.size(), at + size);
            var block = block(number, data.slice(at, end), end == data.size());
            var answer = terminal.send(block);
            if (answer.statusWord() == Terminal.CHECKSUM_ERROR) {
                // not carried out, so the same number goes on with less
                int smaller = end - at > MOST_CARDS_TAKE ? MOST_CARDS_TAKE : (end - at) / 2;
                if (smaller < LAST_RESORT || smaller < needed(data.size() - at, MAX_BLOCKS - number)) {
                    throw new StatusWordRefused(block, answer.statusWord());
                }
                size = smaller;
                preferred = smaller;
                continue;
            }
            if (!answer.isOk()) throw new StatusWordRefused(block, answer.statusWord());
            if (end == data.size()) return answer.data();
            at = end;
            number++;
        }
    }

    // A block number that wrapped round would be that of a new command.
    private static int needed(int octets, int blocks) {
        return (octets + blocks - 1) / blocks;
    }

    private Bytes block(int number, Bytes part, boolean last) {
        return Bytes.concat(
                Bytes.of(Isdr.classByte(0x80, channel), 0xE2, last ? 0x91 : 0x11, number, part.size()),
                part,
                Bytes.of(0x00));
    }
}
