package org.esimtestbed.euicc.door.smartcardio;

import java.util.Optional;
import javax.smartcardio.ATR;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.rsp.tlv.Bytes;

/// A connection to a card: it gives power as long as it lasts.
final class ConnectedCard extends javax.smartcardio.Card {
    private static final int OK = 0x9000;

    private final Card card;
    private final String protocol;
    private final ATR atr;
    private final Channel basic = new Channel(this, 0);
    private Optional<Thread> owner = Optional.empty();
    private boolean connected = true;

    ConnectedCard(Card card, String protocol) {
        this.card = card;
        this.protocol = protocol;
        card.insert();
        this.atr = new ATR(card.atr().toArray());
    }

    /// @throws CardException         if another thread has the card for itself
    /// @throws IllegalStateException after [#disconnect]
    synchronized Bytes transmit(Bytes command) throws CardException {
        requireConnection();
        if (owner.filter(it -> !it.equals(Thread.currentThread())).isPresent()) {
            throw new CardException("another thread has the card for itself");
        }
        return card.transmit(command);
    }

    private void requireConnection() {
        if (!connected) throw new IllegalStateException("the card is disconnected");
    }

    @Override
    public ATR getATR() {
        return atr;
    }

    @Override
    public String getProtocol() {
        return protocol;
    }

    @Override
    public CardChannel getBasicChannel() {
        return basic;
    }

    /// Opens the lowest channel that is free (MANAGE CHANNEL).
    @Override
    public CardChannel openLogicalChannel() throws CardException {
        var opened = basic.transmit(new CommandAPDU(0x00, 0x70, 0x00, 0x00, 1));
        if (opened.getSW() != OK || opened.getData().length != 1) {
            throw new CardException("no channel opened: %04X".formatted(opened.getSW()));
        }
        return new Channel(this, opened.getData()[0]);
    }

    @Override
    public synchronized void beginExclusive() throws CardException {
        requireConnection();
        if (owner.isPresent()) throw new CardException("somebody has the card for themselves already");
        owner = Optional.of(Thread.currentThread());
    }

    @Override
    public synchronized void endExclusive() {
        requireConnection();
        if (!owner.equals(Optional.of(Thread.currentThread()))) {
            throw new IllegalStateException("this thread has not got the card for itself");
        }
        owner = Optional.empty();
    }

    @Override
    public byte[] transmitControlCommand(int controlCode, byte[] command) throws CardException {
        throw new CardException("this reader has no commands of its own");
    }

    @Override
    public synchronized void disconnect(boolean reset) {
        if (!connected) return;
        connected = false;
        if (reset) card.reset();
        card.remove();
    }
}
