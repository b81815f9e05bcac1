package org.esimtestbed.smdpplus.foreign;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The opening end of the BPP Security Protocol (SGP.22 §2.6.4.3, §2.6.4.4). Blocks come in the order they were made.
final class SecureChannel {
    private static final int MAX_BLOCK = 1020;
    private static final int MAC_LENGTH = 8;

    private final BspKeys keys;
    private byte[] chainingValue;
    private int counter = 1;

    SecureChannel(BspKeys keys) {
        this.keys = keys;
        this.chainingValue = keys.chainingValue();
    }

    /// What encrypted blocks hold together.
    ///
    /// @throws ForeignRefusal if a MAC or a padding is wrong
    byte[] decrypted(List<DataObject> blocks, String tag) {
        var all = new ByteArrayOutputStream();
        for (var block : blocks) all.writeBytes(unpadded(deciphered(verified(block.expect(tag)))));
        return all.toByteArray();
    }

    /// What blocks that are only MACed hold together.
    ///
    /// @throws ForeignRefusal if a MAC is wrong
    byte[] verified(List<DataObject> blocks, String tag) {
        var all = new ByteArrayOutputStream();
        for (var block : blocks) {
            counter++; // a block without encryption counts as well
            all.writeBytes(verified(block.expect(tag)));
        }
        return all.toByteArray();
    }

    private byte[] verified(DataObject block) {
        var octets = block.octets();
        ForeignRefusal.unless(octets.length <= MAX_BLOCK, "a block has more than 1020 octets");
        ForeignRefusal.unless(block.value().length >= MAC_LENGTH, "a block has no room for a MAC");
        int end = octets.length - MAC_LENGTH;
        try {
            var cmac = Mac.getInstance("AESCMAC", ForeignCurve.PROVIDER);
            cmac.init(new SecretKeySpec(keys.mac(), "AES"));
            cmac.update(chainingValue);
            cmac.update(octets, 0, end); // tag, length with the MAC counted in, data
            chainingValue = cmac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        ForeignRefusal.unless(
                Arrays.equals(chainingValue, 0, MAC_LENGTH, octets, end, octets.length),
                "the MAC of a block " + block.tag() + " is wrong");
        return Arrays.copyOfRange(octets, block.header().length, end);
    }

    private byte[] deciphered(byte[] data) {
        try {
            var key = new SecretKeySpec(keys.enc(), "AES");
            var ecb = Cipher.getInstance("AES/ECB/NoPadding", ForeignCurve.PROVIDER);
            ecb.init(Cipher.ENCRYPT_MODE, key);
            var icv = ecb.doFinal(ByteBuffer.allocate(16).putInt(12, counter++).array());
            var cbc = Cipher.getInstance("AES/CBC/NoPadding", ForeignCurve.PROVIDER);
            cbc.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(icv));
            return cbc.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new ForeignRefusal("a block does not decipher", e);
        }
    }

    private static byte[] unpadded(byte[] data) {
        int end = data.length - 1;
        while (end >= 0 && data[end] == 0) end--;
        ForeignRefusal.unless(end >= 0 && data[end] == (byte) 0x80 && data.length - end <= 16, "the padding is wrong");
        return Arrays.copyOf(data, end);
    }
}
