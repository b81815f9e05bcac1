package org.esimtestbed.smdpplus.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;

/// Encrypts what must not lie open in a database: AES-256-GCM under a master key, tied to the row it belongs to.
/// Form: 12 octets nonce, ciphertext, 16 octets tag.
public final class Vault {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /// How many octets longer what is sealed is than what it holds.
    public static final int OVERHEAD = NONCE + TAG_BITS / 8;

    private final SecretKeySpec masterKey;
    private final Crypto crypto;

    /// @param masterKey 32 octets
    public Vault(Bytes masterKey, Crypto crypto) {
        if (masterKey.size() != KEY) throw new IllegalArgumentException("the master key has 32 octets");
        this.masterKey = new SecretKeySpec(masterKey.toArray(), "AES");
        this.crypto = crypto;
    }

    /// Reads the master key from a file, which is made if it is not there.
    ///
    /// @throws UncheckedIOException     if the file can be neither read nor made
    /// @throws IllegalArgumentException if it holds anything but 32 octets
    public static Vault withKeyFile(Path file, Crypto crypto) {
        try {
            if (!Files.exists(file)) {
                if (file.getParent() != null) Files.createDirectories(file.getParent());
                Files.createFile(file);
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
                Files.write(file, crypto.random(KEY).toArray());
            }
            var key = Bytes.wrap(Files.readAllBytes(file));
            if (key.size() != KEY) throw new IllegalArgumentException(file + " holds no master key of 32 octets");
            return new Vault(key, crypto);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the master key " + file + ": " + e.getMessage(), e);
        }
    }

    /// @param context what the content belongs to; needed again to open it
    public Bytes seal(Bytes content, String context) {
        var nonce = crypto.random(NONCE);
        return nonce.plus(run(Cipher.ENCRYPT_MODE, nonce, content, context));
    }

    /// @throws IllegalStateException if the content was sealed under another key or for another context
    public Bytes open(Bytes sealed, String context) {
        return run(Cipher.DECRYPT_MODE, sealed.first(NONCE), sealed.from(NONCE), context);
    }

    private Bytes run(int mode, Bytes nonce, Bytes content, String context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, masterKey, new GCMParameterSpec(TAG_BITS, nonce.toArray()));
            cipher.updateAAD(context.getBytes(UTF_8));
            return Bytes.wrap(cipher.doFinal(content.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open what belongs to " + context + ": wrong master key?", e);
        }
    }
}
