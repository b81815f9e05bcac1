package org.esimtestbed.features;

import java.io.IOException;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card that loses power once, when it has taken a number of blocks of profile elements, and comes back at the next
/// reset.
final class FailingPower implements CardChannel {
    private static final int STORE_DATA = 0xE2;
    private static final int PROFILE_BLOCK = 0x86;

    private final CardChannel card;
    private int blocksLeft;
    private boolean gone;

    FailingPower(CardChannel card, int blocks) {
        this.card = card;
        this.blocksLeft = blocks;
    }

    @Override
    public Bytes transmit(Bytes command) {
        if (!gone && beginsProfileBlock(command) && blocksLeft-- == 0) {
            gone = true;
            card.reset();
        }
        if (gone) throw new CardGone("the card does not answer", new IOException("no power"));
        return card.transmit(command);
    }

    // the first STORE DATA of a chain has block number 0 (GlobalPlatform §11.11)
    private static boolean beginsProfileBlock(Bytes command) {
        return command.size() > 5
                && command.at(1) == STORE_DATA
                && command.at(3) == 0
                && command.at(5) == PROFILE_BLOCK;
    }

    @Override
    public Bytes reset() {
        if (gone) blocksLeft = Integer.MAX_VALUE;
        gone = false;
        return card.reset();
    }

    @Override
    public void close() {
        card.close();
    }
}
