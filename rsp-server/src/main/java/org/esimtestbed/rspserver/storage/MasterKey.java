package org.esimtestbed.rspserver.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.tlv.Bytes;

/// A key of the vault, AES-256. Prints no key.
public final class MasterKey {
    /// Holds the key as 64 hexadecimal digits; where it is set, no file is read.
    public static final String VARIABLE = "ESIM_TESTBED_MASTER_KEY";

    private static final int OCTETS = 32;
    private static final Bytes FORM = Bytes.utf8("ESV2");

    private final SecretKeySpec key;
    private final Bytes head;

    /// @throws IllegalArgumentException if these are not 32 octets
    public MasterKey(Bytes octets) {
        if (octets.size() != OCTETS) throw new IllegalArgumentException("a master key has 32 octets");
        this.key = new SecretKeySpec(octets.toArray(), "AES");
        this.head = FORM.plus(Sha256.of(Bytes.utf8("vault").plus(octets)).first(4));
    }

    /// The key in the environment, if there is one.
    ///
    /// @param value of [#VARIABLE]
    /// @throws IllegalArgumentException naming the variable if it holds no key
    public static Optional<MasterKey> ofVariable(Optional<String> value) {
        return value.map(digits -> {
            if (!digits.matches("[0-9A-Fa-f]{64}")) {
                throw new IllegalArgumentException(VARIABLE + " must have 64 hexadecimal digits");
            }
            return new MasterKey(Bytes.hex(digits));
        });
    }

    /// Reads a key from a file.
    ///
    /// @throws UncheckedIOException     if it cannot be read
    /// @throws IllegalArgumentException if it holds anything but 32 octets
    public static MasterKey read(Path file) {
        try {
            var octets = Bytes.wrap(Files.readAllBytes(file));
            if (octets.size() != OCTETS) throw new IllegalArgumentException(file + " holds no master key of 32 octets");
            return new MasterKey(octets);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the master key " + file + ": " + e.getMessage(), e);
        }
    }

    /// Reads a key from a file, which is made if it is not there.
    ///
    /// @throws UncheckedIOException     if it can be neither read nor made
    /// @throws IllegalArgumentException if it holds anything but 32 octets
    public static MasterKey readOrMake(Path file, Crypto crypto) {
        if (Files.exists(file)) return read(file);
        try {
            if (file.getParent() != null) Files.createDirectories(file.getParent());
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(file, crypto.random(OCTETS).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the master key " + file + ": " + e.getMessage(), e);
        }
        return read(file);
    }

    SecretKeySpec key() {
        return key;
    }

    /// What this key seals begins with: form and a digest of the key, 8 octets.
    Bytes head() {
        return head;
    }

    @Override
    public String toString() {
        return "MasterKey[masked]";
    }
}
