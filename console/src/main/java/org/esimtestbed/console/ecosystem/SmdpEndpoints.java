package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `smdp.json`: where an SM-DP+ that runs by itself is, for suites, LPAs and operators.
///
/// @param es9plus    one door for each curve
/// @param es2plus    base URL, mutual TLS
/// @param admin      base URL of operation, plain HTTP
/// @param adminToken to be sent as `Authorization: Bearer TOKEN`; absent where none is asked for
/// @param ciFiles    CERT.CI of each curve, PEM; none where the fixture brings certificates along
/// @param functionRequesterIdentifier what the operator of the PKI calls itself on ES2+
/// @param operatorCertificate         PEM, for mutual TLS on ES2+
/// @param operatorKey                 PKCS#8 DER
public record SmdpEndpoints(
        List<Door> es9plus,
        String es2plus,
        String admin,
        Optional<String> adminToken,
        List<String> ciFiles,
        Optional<String> functionRequesterIdentifier,
        Optional<String> operatorCertificate,
        Optional<String> operatorKey) {
    private static final String NAME = "smdp.json";

    /// @param url     base URL
    /// @param address what Activation Codes name
    /// @param curve   of its TLS certificate
    public record Door(String url, String address, String curve) {}

    public static Path file(Path folder) {
        return folder.resolve(NAME);
    }

    /// Readable by its owner alone: it may hold the token.
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
