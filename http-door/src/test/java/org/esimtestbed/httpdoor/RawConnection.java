package org.esimtestbed.httpdoor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A TLS connection that carries whatever octets a test wants.
record RawConnection(SSLSocket socket) implements AutoCloseable {
    private static final int HANDSHAKES = 5;

    /// A server that is told to be impatient cuts a handshake off when the machine has kept either of the two waiting:
    /// that says nothing of the server, and is tried again.
    static RawConnection to(SSLContext tls, int port) throws IOException {
        for (int tried = 1; ; tried++) {
            var socket = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            try {
                socket.setSoTimeout(20_000);
                socket.startHandshake();
                return new RawConnection(socket);
            } catch (IOException e) {
                socket.close();
                if (tried == HANDSHAKES) throw e;
            }
        }
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends; then everything the server says until it closes. The line stays open: a server that is told that nothing
    /// follows may go without an answer.
    String exchange(byte[] octets) throws IOException {
        try {
            send(octets);
        } catch (SocketException _) { // the server has refused before it has heard all
        }
        return rest();
    }

    /// Everything the server says until it closes.
    String rest() throws IOException {
        var said = new ByteArrayOutputStream();
        try {
            var in = socket.getInputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) said.write(octet);
        } catch (SocketException _) { // cut off: what was said until then counts
        }
        return said.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
