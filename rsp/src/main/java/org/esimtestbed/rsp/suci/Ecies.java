package org.esimtestbed.rsp.suci;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.esimtestbed.rsp.crypto.X963Kdf;
import org.esimtestbed.rsp.tlv.Bytes;

/// ECIES as 3GPP TS 33.501 §C.3 profiles it: ANSI X9.63 KDF with SHA-256, AES-128 in CTR mode, HMAC-SHA-256 cut to 64
/// bits.
///
/// @param scheme profile A or B
public record Ecies(ProtectionScheme scheme) {
    private static final int KEY = 16;
    private static final int COUNTER = 16;
    private static final int MAC_KEY = 32;
    private static final int MAC = 8;

    /// @throws IllegalArgumentException for the null scheme
    public Ecies {
        Agreement.of(scheme);
    }

    /// What the network gets.
    ///
    /// @param publicKey  the ephemeral one: 32 octets of X25519, or a compressed point of 33
    /// @param ciphertext as long as the plaintext
    /// @param mac        8 octets
    public record Concealed(Bytes publicKey, Bytes ciphertext, Bytes mac) {
        /// The scheme output, one after another.
        public Bytes bytes() {
            return Bytes.concat(publicKey, ciphertext, mac);
        }
    }

    /// Conceals for the holder of the home network's private key, under a new ephemeral key.
    ///
    /// @throws IllegalArgumentException if the home network public key is none of this scheme
    public Concealed conceal(Bytes plaintext, Bytes homeNetworkPublicKey, SecureRandom random) {
        return conceal(plaintext, homeNetworkPublicKey, Agreement.of(scheme).newPrivateKey(random));
    }

    /// @param ephemeralPrivateKey 32 octets, to be used once
    public Concealed conceal(Bytes plaintext, Bytes homeNetworkPublicKey, Bytes ephemeralPrivateKey) {
        var agreement = Agreement.of(scheme);
        var ephemeral = agreement.publicKey(ephemeralPrivateKey);
        var keys = keys(agreement.sharedSecret(ephemeralPrivateKey, homeNetworkPublicKey), ephemeral);
        var ciphertext = crypt(keys, plaintext);
        return new Concealed(ephemeral, ciphertext, mac(keys, ciphertext));
    }

    /// What the home network reads; empty if the code does not match.
    ///
    /// @throws IllegalArgumentException if this is no output of the scheme
    public Optional<Bytes> reveal(Bytes schemeOutput, Bytes homeNetworkPrivateKey) {
        int key = scheme.publicKeySize();
        if (schemeOutput.size() < key + MAC) throw new IllegalArgumentException("too short a scheme output");
        var ephemeral = schemeOutput.first(key);
        var ciphertext = schemeOutput.slice(key, schemeOutput.size() - MAC);
        var keys = keys(Agreement.of(scheme).sharedSecret(homeNetworkPrivateKey, ephemeral), ephemeral);
        boolean genuine = MessageDigest.isEqual(
                mac(keys, ciphertext).toArray(), schemeOutput.last(MAC).toArray());
        return genuine ? Optional.of(crypt(keys, ciphertext)) : Optional.empty();
    }

    private static Bytes keys(Bytes sharedSecret, Bytes ephemeralPublicKey) {
        return X963Kdf.derive(sharedSecret, ephemeralPublicKey, KEY + COUNTER + MAC_KEY);
    }

    private static Bytes crypt(Bytes keys, Bytes data) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(keys.first(KEY).toArray(), "AES"),
                    new IvParameterSpec(keys.slice(KEY, KEY + COUNTER).toArray()));
            return Bytes.wrap(cipher.doFinal(data.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES in counter mode", e);
        }
    }

    private static Bytes mac(Bytes keys, Bytes ciphertext) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.last(MAC_KEY).toArray(), "HmacSHA256"));
            return Bytes.wrap(mac.doFinal(ciphertext.toArray())).first(MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }
}
