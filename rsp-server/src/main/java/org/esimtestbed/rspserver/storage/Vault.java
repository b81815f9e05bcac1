package org.esimtestbed.rspserver.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;

/// Encrypts what must not lie open in a database: AES-256-GCM under a master key, tied to the row it belongs to.
/// Form: 8 octets that tell form and key, 12 octets nonce, ciphertext, 16 octets tag. An older form without the first
/// 8 is opened as well.
public final class Vault {
    private static final int HEAD = 8;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String PREVIOUS = ".old";

    private final List<MasterKey> keys;
    private final Crypto crypto;

    private Vault(List<MasterKey> keys, Crypto crypto) {
        this.keys = keys;
        this.crypto = crypto;
    }

    /// @param masterKey 32 octets
    public Vault(Bytes masterKey, Crypto crypto) {
        this(List.of(new MasterKey(masterKey)), crypto);
    }

    public Vault(MasterKey key, Crypto crypto) {
        this(List.of(key), crypto);
    }

    /// A vault on its way from one key to another: seals under the new one, opens what either has sealed.
    public static Vault rotating(MasterKey old, MasterKey replacement, Crypto crypto) {
        return new Vault(List.of(replacement, old), crypto);
    }

    /// The vault of a server: the key is in the environment or else in a file, which is made if it is not there. A
    /// file of the same name with `.old` behind it holds the key before, which opens what is not rotated yet.
    ///
    /// @param variable what [MasterKey#VARIABLE] holds
    /// @throws java.io.UncheckedIOException if a file can be neither read nor made
    /// @throws IllegalArgumentException     if file or variable hold no key
    public static Vault ofServer(Optional<String> variable, Path file, Crypto crypto) {
        var current = MasterKey.ofVariable(variable).orElseGet(() -> MasterKey.readOrMake(file, crypto));
        var previous = file.resolveSibling(file.getFileName() + PREVIOUS);
        return Files.exists(previous)
                ? rotating(MasterKey.read(previous), current, crypto)
                : new Vault(current, crypto);
    }

    /// @param context what the content belongs to; needed again to open it
    public Bytes seal(Bytes content, String context) {
        var key = keys.getFirst();
        var nonce = crypto.random(NONCE);
        try {
            return Bytes.concat(key.head(), nonce, run(Cipher.ENCRYPT_MODE, key, nonce, content, context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal what belongs to " + context, e);
        }
    }

    /// @throws IllegalStateException if the content was sealed under another key or for another context
    public Bytes open(Bytes sealed, String context) {
        for (var key : keys) {
            if (isSealedBy(key, sealed)) {
                var opened = opened(key, sealed.from(HEAD), context);
                if (opened.isPresent()) return opened.get();
            }
        }
        for (var key : keys) { // the older form does not say which
            var opened = opened(key, sealed, context);
            if (opened.isPresent()) return opened.get();
        }
        throw new IllegalStateException("cannot open what belongs to " + context + ": wrong master key?");
    }

    /// Whether this is sealed under the key, and in the form, that [#seal] uses.
    boolean isCurrent(Bytes sealed) {
        return isSealedBy(keys.getFirst(), sealed);
    }

    private static boolean isSealedBy(MasterKey key, Bytes sealed) {
        return sealed.size() > HEAD && sealed.first(HEAD).equals(key.head());
    }

    private static Optional<Bytes> opened(MasterKey key, Bytes sealed, String context) {
        if (sealed.size() < NONCE + TAG_BITS / 8) return Optional.empty();
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, key, sealed.first(NONCE), sealed.from(NONCE), context));
        } catch (GeneralSecurityException notThisKey) {
            return Optional.empty();
        }
    }

    private static Bytes run(int mode, MasterKey key, Bytes nonce, Bytes content, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce.toArray()));
        cipher.updateAAD(context.getBytes(UTF_8));
        return Bytes.wrap(cipher.doFinal(content.toArray()));
    }
}
