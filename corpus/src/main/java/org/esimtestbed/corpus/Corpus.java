package org.esimtestbed.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Published material no one here wrote: the folder `TESTBED_CORPUS` names, else `shared/corpus` beside the
/// checkout.
public final class Corpus {
    private Corpus() {}

    /// A file of the corpus, `sgp26/CERT_CI_ECDSA_NIST.der`; where it is absent, the test that asks is skipped and
    /// says so.
    public static Path path(String name) {
        var named = System.getenv("TESTBED_CORPUS");
        if (named != null) return present(Path.of(named, name), name);
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/corpus").resolve(name);
            if (Files.exists(file)) return file;
        }
        return present(Path.of("shared/corpus", name), name);
    }

    private static Path present(Path file, String name) {
        Assumptions.assumeTrue(Files.exists(file), () -> "the corpus is not here: " + name + " (set TESTBED_CORPUS)");
        return file;
    }

    public static byte[] read(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
