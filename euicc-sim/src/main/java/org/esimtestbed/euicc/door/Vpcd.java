package org.esimtestbed.euicc.door;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import org.esimtestbed.rsp.tlv.Bytes;

/// One conversation in the framing of vpcd: two octets of length, most significant first, then as many octets. One
/// octet is a control, anything longer an APDU. Each conversation is a reader of its own: switching it off leaves
/// the power that others give.
final class Vpcd {
    static final int OFF = 0;
    static final int ON = 1;
    static final int RESET = 2;
    static final int ATR = 4;

    private final Card card;
    private final Optional<Socket> acknowledging;
    private boolean on;

    private Vpcd(Card card, Optional<Socket> acknowledging) {
        this.card = card;
        this.acknowledging = acknowledging;
    }

    /// Serves the card until the other side closes the connection.
    ///
    /// @throws IOException if the connection breaks within a frame
    static void serve(Card card, Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        boolean acknowledgesAtOnce = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        var reader = new Vpcd(card, acknowledgesAtOnce ? Optional.of(socket) : Optional.empty());
        try {
            reader.converse(in, out);
        } finally {
            reader.power(false);
        }
    }

    private void converse(DataInputStream in, DataOutputStream out) throws IOException {
        for (int size = length(in); size >= 0; size = length(in)) {
            acknowledge();
            var frame = new byte[size];
            in.readFully(frame);
            if (frame.length == 1) {
                control(frame[0], out);
            } else if (frame.length > 1) {
                power(true); // some readers send no "on" before the first APDU
                send(out, card.transmit(Bytes.wrap(frame)));
            }
        }
    }

    /// A reader that writes length and content apart holds the content back until the length is acknowledged. The
    /// system forgets this wish after a while, so it is told each time.
    private void acknowledge() throws IOException {
        if (acknowledging.isPresent()) acknowledging.get().setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }

    private void control(int code, DataOutputStream out) throws IOException {
        switch (code) {
            case OFF -> power(false);
            case ON -> power(true);
            case RESET -> card.reset();
            case ATR -> send(out, card.atr());
            default -> throw new IOException("no vpcd control: " + code);
        }
    }

    private void power(boolean wanted) {
        if (wanted == on) return;
        on = wanted;
        if (wanted) {
            card.insert();
        } else {
            card.remove();
        }
    }

    private static void send(DataOutputStream out, Bytes octets) throws IOException {
        out.writeShort(octets.size());
        octets.writeTo(out);
        out.flush();
    }

    /// -1 where the other side has closed the connection between two frames.
    private static int length(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) return -1;
        int second = in.read();
        if (second < 0) throw new EOFException("the connection ends within a frame");
        return first << 8 | second;
    }
}
