package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `smds.json`: where an SM-DS that runs by itself is, for LPAs and SM-DP+s.
///
/// @param es11   one door for each curve
/// @param es12   base URL, mutual TLS
/// @param admin  base URL of operation, plain HTTP
/// @param ciFile CERT.CI on P-256, PEM
public record SmdsEndpoints(List<SmdpEndpoints.Door> es11, String es12, String admin, String ciFile) {
    private static final String NAME = "smds.json";

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
