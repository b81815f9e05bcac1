package org.esimtestbed.features;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.esimtestbed.lpa.bearer.Bearer;

/// One connection a Device opens over its PDN connection: octets to the operator's gateway, as any application's are.
final class GatewayDoor implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket = new Socket();
    private final int status;

    GatewayDoor(Bearer.Cellular bearer, String place) {
        try {
            socket.connect(bearer.gateway(), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            var head = "CONNECT %s HTTP/1.1\r\nHost: %s\r\nProxy-Authorization: Bearer %s\r\n\r\n"
                    .formatted(place, place, bearer.credential());
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            status = Integer.parseInt(head().substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from the gateway at " + address(bearer.gateway()), e);
        }
    }

    private static String address(InetSocketAddress gateway) {
        return gateway.getHostString() + ":" + gateway.getPort();
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) throw new IOException("the answer ends within its head: " + head);
            head.append((char) octet);
        }
        return head.toString();
    }

    /// 200 where there is a tunnel.
    int status() {
        return status;
    }

    /// Waits for the other side to close, no longer than ten seconds.
    boolean isClosedByTheNetwork() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
