package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
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
