package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.core.JacksonException;

/// `run/endpoints.json`: where everything is, for other terminals and foreign tools.
///
/// @param operator  base URL of orders and network
/// @param gateway   host:port of the operator's packet gateway, an HTTP proxy for attached devices
/// @param es9plus   base URL
/// @param es2plus   base URL, mutual TLS
/// @param smdpAddress what Activation Codes name
/// @param es11      base URL; what the card names as its Root SM-DS is the host and port of it
/// @param es12      base URL, mutual TLS; what orders name as their SM-DS is the host and port of it
/// @param card      host:port in vpcd framing
/// @param ciFile    CERT.CI, PEM
/// @param functionRequesterIdentifier what the operator calls itself on ES2+
/// @param operatorCertificate PEM, for mutual TLS on ES2+
/// @param operatorKey         PKCS#8 DER
/// @param pki       the folder of all certificates and keys
/// @param admin     base URL of the SM-DP+'s operation, plain HTTP
/// @param smdsAdmin base URL of the SM-DS's operation, plain HTTP
/// @param alternativeSmds where one runs beside the Root
/// @param testKey   where the foreign profile type authenticates by the test algorithm: its published key
public record Endpoints(
        String operator,
        String gateway,
        String es9plus,
        String es2plus,
        String smdpAddress,
        String es11,
        String es12,
        String card,
        String eid,
        String ciFile,
        String pki,
        String functionRequesterIdentifier,
        String operatorCertificate,
        String operatorKey,
        String profileType,
        Optional<String> testKey,
        Optional<String> admin,
        Optional<String> smdsAdmin,
        Optional<Smds> alternativeSmds) {
    /// Of the Alternative SM-DS.
    ///
    /// @param es11  base URL
    /// @param es12  base URL, mutual TLS; what orders name as their SM-DS is the host and port of it
    /// @param admin base URL of its operation, plain HTTP
    public record Smds(String es11, String es12, Optional<String> admin) {}

    private static final String NAME = "endpoints.json";

    /// Nothing runs there.
    public static final class NothingRuns extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingRuns(Path folder) {
            super("nothing runs in " + folder + ": start it with ./testbed up, in another terminal");
        }
    }

    public void write(Path folder) {
        write(folder.resolve(NAME), this);
    }

    /// Puts a file in its place, which readers see whole or not at all.
    static void write(Path file, Record content) {
        var folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, ".draft", "");
            Files.write(draft, RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + FileTrouble.reason(e), e);
        }
    }

    /// @throws NothingRuns              if there is no such file
    /// @throws IllegalArgumentException if it holds something else
    public static Endpoints read(Path folder) {
        try {
            return RspJson.mapper().readValue(Files.readAllBytes(folder.resolve(NAME)), Endpoints.class);
        } catch (NoSuchFileException e) {
            throw new NothingRuns(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(NAME) + ": " + FileTrouble.reason(e), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(folder.resolve(NAME) + " is no list of endpoints: " + e.getMessage(), e);
        }
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.resolve(NAME) + ": " + FileTrouble.reason(e), e);
        }
    }
}
