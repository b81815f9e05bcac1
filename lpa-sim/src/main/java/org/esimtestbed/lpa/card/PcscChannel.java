package org.esimtestbed.lpa.card;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card in a reader of PC/SC, by `javax.smartcardio`. That interface opens and closes logical channels itself and
/// writes their number into the class; MANAGE CHANNEL becomes a call of it, and other commands take the channel of
/// their
/// class. What 61xx announces may have been fetched already.
public final class PcscChannel implements CardChannel {
    private static final int BASIC = 0;
    private static final Bytes OK = Bytes.hex("9000");
    private static final Bytes FUNCTION_NOT_SUPPORTED = Bytes.hex("6A81");
    private static final Bytes CHANNEL_NOT_SUPPORTED = Bytes.hex("6881");

    private final CardTerminal reader;
    private final Map<Integer, javax.smartcardio.CardChannel> channels = new HashMap<>();
    private Card card;

    /// @throws CardGone if no card is in the reader
    public PcscChannel(CardTerminal reader) {
        this.reader = reader;
        card = connect();
    }

    /// The reader of that name; a part of the name is enough where only one reader has it.
    ///
    /// @throws CardGone if there is none, or more than one; names those there are
    public static PcscChannel named(CardTerminals readers, String name) {
        try {
            var all = readers.list();
            var fitting = all.stream().filter(it -> it.getName().equals(name)).findFirst();
            var similar = all.stream().filter(it -> it.getName().contains(name)).toList();
            if (fitting.isEmpty() && similar.size() != 1) {
                var names = all.stream().map(CardTerminal::getName).collect(Collectors.joining("\", \"", "\"", "\""));
                throw new CardGone("no one reader is named \"" + name + "\"; there are " + names);
            }
            return new PcscChannel(fitting.orElseGet(similar::getFirst));
        } catch (CardException e) {
            throw new CardGone("PC/SC has no readers: " + reason(e), e);
        }
    }

    private Card connect() {
        try {
            var connected = reader.connect("*");
            channels.clear();
            channels.put(BASIC, connected.getBasicChannel());
            return connected;
        } catch (CardException e) {
            throw new CardGone("no card answers in the reader " + reader.getName() + ": " + reason(e), e);
        }
    }

    @Override
    public Bytes transmit(Bytes command) {
        int cla = command.at(0);
        try {
            if (cla < 0x80 && command.at(1) == 0x70) return manageChannel(command);
            int number = (cla & 0x40) == 0 ? cla & 0x03 : (cla & 0x0F) + 4; // ETSI TS 102 221 §10.1.1
            var channel = channels.get(number);
            if (channel == null) return CHANNEL_NOT_SUPPORTED;
            return Bytes.wrap(
                    channel.transmit(new CommandAPDU(command.toArray())).getBytes());
        } catch (CardException | IllegalStateException e) {
            throw new CardGone("the card in the reader " + reader.getName() + " does not answer: " + reason(e), e);
        }
    }

    // Why the card opens no channel the interface does not tell: as of a card that has none left.
    private Bytes manageChannel(Bytes command) throws CardException {
        if (command.at(2) == 0x80) {
            var channel = channels.remove(command.at(3));
            if (channel == null) return CHANNEL_NOT_SUPPORTED;
            channel.close();
            return OK;
        }
        javax.smartcardio.CardChannel opened;
        try {
            opened = card.openLogicalChannel();
        } catch (CardException refused) {
            return FUNCTION_NOT_SUPPORTED;
        }
        channels.put(opened.getChannelNumber(), opened);
        return Bytes.of(opened.getChannelNumber()).plus(OK);
    }

    @Override
    public Bytes reset() {
        try {
            card.disconnect(true);
        } catch (CardException e) {
            throw new CardGone("the card in the reader " + reader.getName() + " is gone: " + reason(e), e);
        }
        card = connect();
        return Bytes.wrap(card.getATR().getBytes());
    }

    private static String reason(Exception e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }

    @Override
    public void close() {
        try {
            card.disconnect(true);
        } catch (CardException alreadyGone) {
            // nothing left to switch off
        }
    }
}
