package org.esimtestbed.httpdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/// Reads a request's body as far as a message of RSP can be long.
public final class RequestBody {
    private static final int MAX = 1 << 20;

    /// The body is longer than any message of RSP.
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLarge() {
            super("a request of more than " + MAX + " octets");
        }
    }

    /// @throws TooLarge past 1 MiB
    public byte[] read(HttpServletRequest http) throws IOException {
        if (http.getContentLengthLong() > MAX) throw new TooLarge();
        var body = http.getInputStream().readNBytes(MAX + 1);
        if (body.length > MAX) throw new TooLarge();
        return body;
    }
}
