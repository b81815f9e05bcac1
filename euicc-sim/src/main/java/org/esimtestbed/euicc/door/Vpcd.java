package org.esimtestbed.euicc.door;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import org.esimtestbed.rsp.tlv.Bytes;

/// One conversation in the framing of vpcd: two octets of length, most significant first, then as many octets. One
/// octet
/// is a control, anything longer an APDU.
final class Vpcd {
    static final int OFF = 0;
    static final int ON = 1;
    static final int RESET = 2;
    static final int ATR = 4;

    private Vpcd() {}

    /// Serves the card until the other side closes the connection.
    ///
    /// @throws IOException if the connection breaks within a frame
    static void serve(Card card, Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        for (int size = length(in); size >= 0; size = length(in)) {
            var frame = new byte[size];
            in.readFully(frame);
            if (frame.length == 1) {
                control(card, frame[0], out);
            } else if (frame.length > 1) {
                // some readers send no "on" before the first APDU
                if (!card.isPowered()) card.powerOn();
                send(out, card.transmit(Bytes.wrap(frame)));
            }
        }
    }

    private static void control(Card card, int code, DataOutputStream out) throws IOException {
        switch (code) {
            case OFF -> card.powerOff();
            case ON -> card.powerOn();
            case RESET -> card.reset();
            case ATR -> send(out, card.atr());
            default -> throw new IOException("no vpcd control: " + code);
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
