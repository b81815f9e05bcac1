package org.esimtestbed.profilepackage;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// The published profiles of GSMA TS.48 in `../shared/corpus` or the folder `TESTBED_CORPUS`; a test that asks for one
/// is skipped where the folder is absent.
public final class Corpus {
    public static final String V7 = "TS48-V7.0-SAIP2.3-BERTLV-SUCI.der";
    public static final String V1_A = "TS48V1-A-UNIQUE.der";
    public static final String V1_B = "TS48V1-B-UNIQUE.der";
    public static final List<String> PROFILES = List.of(V7, V1_A, V1_B);

    private Corpus() {}

    public static Bytes der(String name) {
        try {
            return Bytes.wrap(Files.readAllBytes(folder().resolve("profiles").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ProfilePackage profile(String name) {
        return ProfilePackage.decode(der(name));
    }

    private static Path folder() {
        var named = System.getenv("TESTBED_CORPUS");
        if (named != null) return Path.of(named);
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var beside = at.resolveSibling("shared").resolve("corpus");
            if (at.getParent() != null && Files.isDirectory(beside)) return beside;
        }
        return abort("no corpus: neither ../shared/corpus nor TESTBED_CORPUS is there");
    }
}
