package org.esimtestbed.euicc.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Dials out to a vpcd and puts the card into its virtual reader. When the connection ends it dials again, at once and
/// then after ever longer pauses, until it is closed.
public final class VpcdClient implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 5000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Card card;
    private final InetSocketAddress vpcd;
    private final Consumer<IOException> broken;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Duration firstPause;

    private VpcdClient(Card card, InetSocketAddress vpcd, Duration firstPause, Consumer<IOException> broken) {
        this.card = card;
        this.vpcd = vpcd;
        this.firstPause = firstPause;
        this.broken = broken;
    }

    /// Serves the card to that vpcd from now on.
    ///
    /// @param firstPause before it dials again when nobody answered; each further one is twice as long, up to 5 s
    /// @param broken     hears each time that nobody listens there, or a connection broke
    public static VpcdClient dial(
            Card card, InetSocketAddress vpcd, Duration firstPause, Consumer<IOException> broken) {
        var client = new VpcdClient(card, vpcd, firstPause, broken);
        Thread.ofVirtual().name("vpcd " + vpcd).start(client::keepServing);
        return client;
    }

    private void keepServing() {
        var pause = firstPause;
        while (closed.getCount() > 0) {
            try {
                serveOnce();
                pause = firstPause;
            } catch (IOException e) {
                if (closed.getCount() > 0) broken.accept(e);
            }
            if (isClosedWithin(pause)) return;
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void serveOnce() throws IOException {
        try (var socket = new Socket()) {
            open.add(socket);
            try {
                connect(socket);
                Vpcd.serve(card, socket);
            } finally {
                open.remove(socket);
            }
        }
    }

    private void connect(Socket socket) throws IOException {
        try {
            socket.connect(vpcd, CONNECT_TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new IOException("no vpcd at " + vpcd + ": " + e.getMessage(), e);
        }
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Takes the card out and dials no more.
    @Override
    public void close() throws IOException {
        closed.countDown();
        for (var socket : open) socket.close();
    }
}
