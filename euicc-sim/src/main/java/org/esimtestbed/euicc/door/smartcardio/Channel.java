package org.esimtestbed.euicc.door.smartcardio;

import java.nio.ByteBuffer;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.esimtestbed.rsp.tlv.Bytes;

/// A logical channel: puts its number into the class octet and fetches what a response has left behind.
final class Channel extends CardChannel {
    private static final int MORE_DATA = 0x61;

    private final ConnectedCard card;
    private final int number;
    private boolean closed;

    Channel(ConnectedCard card, int number) {
        this.card = card;
        this.number = number;
    }

    @Override
    public javax.smartcardio.Card getCard() {
        return card;
    }

    @Override
    public int getChannelNumber() {
        return number;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
        if (closed) throw new IllegalStateException("the channel is closed");
        var response = card.transmit(onThisChannel(Bytes.wrap(command.getBytes())));
        var data = Bytes.EMPTY;
        while (response.at(response.size() - 2) == MORE_DATA) {
            data = data.plus(response.first(response.size() - 2));
            response = card.transmit(
                    onThisChannel(Bytes.of(command.getCLA(), 0xC0, 0, 0, response.at(response.size() - 1))));
        }
        return new ResponseAPDU(data.plus(response).toArray());
    }

    /// ISO/IEC 7816-4 §5.4.1: channels 0 to 3 in bits 2 and 1, 4 to 19 in the further coding.
    private Bytes onThisChannel(Bytes apdu) {
        int cla = apdu.at(0);
        int proprietary = cla & 0x80;
        int coded = number < 4 ? cla & ~0x43 | number : proprietary | 0x40 | number - 4;
        return apdu.with(0, Bytes.of(coded));
    }

    @Override
    public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
        var octets = new byte[command.remaining()];
        command.get(octets);
        var answer = transmit(new CommandAPDU(octets)).getBytes();
        response.put(answer);
        return answer.length;
    }

    @Override
    public void close() throws CardException {
        if (number == 0) throw new IllegalStateException("the basic channel cannot be closed");
        if (closed) return;
        card.transmit(Bytes.of(0x00, 0x70, 0x80, number));
        closed = true;
    }
}
