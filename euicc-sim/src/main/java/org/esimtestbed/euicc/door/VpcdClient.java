package org.esimtestbed.euicc.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Dials out to a vpcd and puts the card into its virtual reader.
public final class VpcdClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 5000;

    private VpcdClient() {}

    /// Serves the card until the vpcd closes the connection.
    ///
    /// @throws IOException if no vpcd listens there, or the connection breaks
    public static void serve(Card card, InetSocketAddress vpcd) throws IOException {
        try (var socket = new Socket()) {
            try {
                socket.connect(vpcd, CONNECT_TIMEOUT_MILLIS);
            } catch (IOException e) {
                throw new IOException("no vpcd at " + vpcd + ": " + e.getMessage(), e);
            }
            Vpcd.serve(card, socket);
        }
    }
}
