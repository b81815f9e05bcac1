package org.esimtestbed.lpa.card;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card behind TCP in vpcd framing: two octets of length, then an APDU; one-octet frames switch power (0 off, 1
/// on), reset (2) and ask for the ATR (4).
public final class VpcdChannel implements CardChannel {
    private static final Bytes POWER_OFF = Bytes.of(0);
    private static final Bytes POWER_ON = Bytes.of(1);
    private static final Bytes RESET = Bytes.of(2);
    private static final Bytes ATR = Bytes.of(4);
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String where;
    private final Socket socket;

    /// Connects and switches the power on.
    ///
    /// @throws CardGone if nothing listens there
    public VpcdChannel(String host, int port) {
        where = host + ":" + port;
        socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new CardGone("no card answers at " + where + ": " + e.getMessage(), e);
        }
        send(POWER_ON);
    }

    @Override
    public Bytes transmit(Bytes command) {
        // a one-octet APDU would be a control frame
        if (command.size() < 4) throw new IllegalArgumentException("no command APDU: " + command.hex());
        send(command);
        return receive();
    }

    @Override
    public Bytes reset() {
        send(RESET);
        send(ATR);
        return receive();
    }

    private void send(Bytes frame) {
        try {
            OutputStream out = socket.getOutputStream();
            Bytes.concat(Bytes.of(frame.size() >> 8, frame.size()), frame).writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new CardGone("the card at " + where + " is gone: " + e.getMessage(), e);
        }
    }

    private Bytes receive() {
        try {
            var in = new DataInputStream(socket.getInputStream());
            var frame = new byte[in.readUnsignedShort()];
            in.readFully(frame);
            return Bytes.wrap(frame);
        } catch (IOException e) {
            throw new CardGone("the card at " + where + " does not answer: " + e, e);
        }
    }

    @Override
    public void close() {
        try (socket) {
            send(POWER_OFF);
        } catch (IOException | CardGone alreadyGone) {
            // nothing left to switch off
        }
    }
}
