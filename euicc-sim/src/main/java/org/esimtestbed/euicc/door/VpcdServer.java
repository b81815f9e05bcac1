package org.esimtestbed.euicc.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The card's APDU door: whoever connects holds the card in a reader of its own. Connections share the one card, as its
/// state is shared; each APDU is whole.
public final class VpcdServer implements AutoCloseable {
    private final Card card;
    private final ServerSocket listener;
    private final Consumer<IOException> broken;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private VpcdServer(Card card, ServerSocket listener, Consumer<IOException> broken) {
        this.card = card;
        this.listener = listener;
        this.broken = broken;
    }

    /// Listens at an address, port 0 for any free one.
    ///
    /// @param broken hears of a connection that broke within a frame
    /// @throws IOException if the address is taken
    public static VpcdServer listen(Card card, InetSocketAddress address, Consumer<IOException> broken)
            throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(address);
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
        }
        var server = new VpcdServer(card, listener, broken);
        Thread.ofVirtual().name("vpcd " + listener.getLocalPort()).start(server::accept);
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual()
                        .name("vpcd " + socket.getRemoteSocketAddress())
                        .start(() -> serve(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                broken.accept(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Vpcd.serve(card, socket);
        } catch (IOException e) {
            if (!listener.isClosed()) broken.accept(e);
        } finally {
            open.remove(socket);
        }
    }

    /// Stops listening and ends every connection.
    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) socket.close();
    }
}
