package org.esimtestbed.rsp.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.esimtestbed.rsp.tlv.Bytes;

/// AES in CBC mode and AES-CMAC under one key. Not for use by several threads at once.
public final class Aes {
    private static final int BLOCK = 16;
    private static final byte[] ZERO = new byte[BLOCK];

    private final SecretKeySpec key;
    private final Cipher cbc;
    private final byte[] subkey1;
    private final byte[] subkey2;

    /// @param key 16, 24 or 32 octets
    /// @throws IllegalArgumentException for any other size
    public Aes(Bytes key) {
        try {
            this.key = new SecretKeySpec(key.toArray(), "AES");
            this.cbc = Cipher.getInstance("AES/CBC/NoPadding");
            this.subkey1 = doubled(crypt(Cipher.ENCRYPT_MODE, ZERO, ZERO));
            this.subkey2 = doubled(subkey1);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no AES key of " + key.size() + " octets", e);
        }
    }

    /// @param iv   16 octets
    /// @param data whole blocks of 16 octets
    public Bytes encryptCbc(Bytes iv, Bytes data) {
        return cbc(Cipher.ENCRYPT_MODE, iv, data);
    }

    /// @param iv   16 octets
    /// @param data whole blocks of 16 octets
    public Bytes decryptCbc(Bytes iv, Bytes data) {
        return cbc(Cipher.DECRYPT_MODE, iv, data);
    }

    /// One block in ECB mode.
    public Bytes encryptBlock(Bytes block) {
        return cbc(Cipher.ENCRYPT_MODE, Bytes.wrap(ZERO), block);
    }

    /// AES-CMAC (RFC 4493, NIST SP 800-38B): 16 octets.
    public Bytes cmac(Bytes data) {
        int blocks = Math.max(1, (data.size() + BLOCK - 1) / BLOCK);
        var message = new byte[blocks * BLOCK];
        data.copyTo(message, 0);
        boolean whole = data.size() == message.length;
        if (!whole) message[data.size()] = (byte) 0x80;
        var subkey = whole ? subkey1 : subkey2;
        for (int i = 0; i < BLOCK; i++) message[message.length - BLOCK + i] ^= subkey[i];
        return cbc(Cipher.ENCRYPT_MODE, Bytes.wrap(ZERO), Bytes.wrap(message)).last(BLOCK);
    }

    private Bytes cbc(int mode, Bytes iv, Bytes data) {
        try {
            return Bytes.wrap(crypt(mode, iv.toArray(), data.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no whole AES blocks: " + data.size() + " octets", e);
        }
    }

    private byte[] crypt(int mode, byte[] iv, byte[] data) throws GeneralSecurityException {
        cbc.init(mode, key, new IvParameterSpec(iv));
        return cbc.doFinal(data);
    }

    // Doubling in GF(2^128), RFC 4493 §2.3.
    private static byte[] doubled(byte[] block) {
        var twice = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            int carry = i + 1 < BLOCK ? (block[i + 1] & 0x80) >> 7 : 0;
            twice[i] = (byte) (block[i] << 1 | carry);
        }
        if ((block[0] & 0x80) != 0) twice[BLOCK - 1] ^= (byte) 0x87;
        return twice;
    }

    @Override
    public String toString() {
        return "AES key of " + key.getEncoded().length + " octets";
    }
}
