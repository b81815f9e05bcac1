package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `lpa.json`: where the LPA's daemon is.
///
/// @param url   base URL, plain HTTP
/// @param token that callers send as `Authorization: Bearer TOKEN`; absent: none is asked for
/// @param cards their names
public record LpaEndpoints(String url, Optional<String> token, List<String> cards) {
    private static final String NAME = "lpa.json";

    /// Where a daemon is that listens there; an IPv6 address gets its brackets (RFC 3986, section 3.2.2)
    /// @throws IllegalArgumentException if that is no host
    public static String url(String host, int port) {
        try {
            return new URI("http", null, host, port, null, null, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no host: \"" + host + "\"", e);
        }
    }

    public static Path file(Path folder) {
        return folder.resolve(NAME);
    }

    public void write(Path folder) {
        Endpoints.write(file(folder), this);
    }

    public static void delete(Path folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(folder) + ": " + FileTrouble.reason(e), e);
        }
    }
}
