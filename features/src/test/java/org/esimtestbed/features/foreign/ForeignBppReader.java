package org.esimtestbed.features.foreign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Opens a Bound Profile Package as an eUICC does, written from SGP.22 §2.5, §2.6.4, §5.5 and Annex G alone.
final class ForeignBppReader {
    private static final int MAC = 8;

    private final byte[] sEnc;
    private final byte[] sMac;
    private byte[] macChainingValue;
    private int blockNumber;

    private ForeignBppReader(byte[] keys) {
        macChainingValue = Arrays.copyOfRange(keys, 0, 16);
        sEnc = Arrays.copyOfRange(keys, 16, 32);
        sMac = Arrays.copyOfRange(keys, 32, 48);
    }

    /// What was in the package: three functions of ES8+ and the Profile.
    record Opened(byte[] configureIsdp, byte[] storeMetadata, byte[] profile) {}

    /// @param oneTimeKey   otSK.EUICC.ECKA
    /// @param oneTimePoint otPK.EUICC.ECKA, 65 octets
    /// @param eid          16 octets
    /// @param smdp         the key of CERT.DPpb
    /// @throws GeneralSecurityException if signature, MAC or padding is wrong
    static Opened open(byte[] bpp, PrivateKey oneTimeKey, byte[] oneTimePoint, byte[] eid, PublicKey smdp)
            throws GeneralSecurityException {
        var whole = DataObject.row(bpp);
        if (whole.size() != 1 || !whole.getFirst().tag().equals("BF36")) {
            throw new IllegalArgumentException("no Bound Profile Package");
        }
        var parts = whole.getFirst().members();
        if (!parts.stream().map(DataObject::tag).toList().equals(List.of("BF23", "A0", "A1", "A3"))) {
            throw new IllegalArgumentException("the parts stand in another order");
        }
        var channel = parts.get(0);
        verify(channel, oneTimePoint, smdp);
        var reader = new ForeignBppReader(keys(channel, oneTimeKey, eid));
        return new Opened(
                reader.decrypted(parts.get(1), "87"),
                reader.maced(parts.get(2), "88"),
                reader.decrypted(parts.get(3), "86"));
    }

    /// smdpSign covers all members before it and, as tag 5F49, the eUICC's one-time key (§5.5.1).
    private static void verify(DataObject channel, byte[] oneTimePoint, PublicKey smdp)
            throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
        signature.initVerify(smdp);
        for (var member : channel.members()) if (!member.tag().equals("5F37")) signature.update(member.octets());
        signature.update(new byte[] {0x5F, 0x49, (byte) oneTimePoint.length});
        signature.update(oneTimePoint);
        if (!signature.verify(channel.member("5F37").value())) {
            throw new GeneralSecurityException("smdpSign does not verify");
        }
    }

    /// Annex G: ECDH, then X9.63 KDF with SHA-256 over key type, key length, host id and EID.
    private static byte[] keys(DataObject channel, PrivateKey oneTimeKey, byte[] eid) throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("ECDH", "SunEC");
        agreement.init(oneTimeKey);
        agreement.doPhase(point(channel.member("5F49").value()), true);
        var template = channel.member("A6");
        var hostId = template.member("84").value();
        var shared = new ByteArrayOutputStream();
        shared.writeBytes(template.member("80").value());
        shared.writeBytes(template.member("81").value());
        shared.write(hostId.length);
        shared.writeBytes(hostId);
        shared.write(eid.length);
        shared.writeBytes(eid);
        var kdf = new KDF2BytesGenerator(SHA256Digest.newInstance());
        kdf.init(new KDFParameters(agreement.generateSecret(), shared.toByteArray()));
        var keys = new byte[48];
        kdf.generateBytes(keys, 0, keys.length);
        return keys;
    }

    private static PublicKey point(byte[] octets) throws GeneralSecurityException {
        var p256 = AlgorithmParameters.getInstance("EC", "SunEC");
        p256.init(new ECGenParameterSpec("secp256r1"));
        var x = new BigInteger(1, Arrays.copyOfRange(octets, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(octets, 33, 65));
        return KeyFactory.getInstance("EC", "SunEC")
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), p256.getParameterSpec(ECParameterSpec.class)));
    }

    private byte[] maced(DataObject sequence, String blockTag) throws GeneralSecurityException {
        var plain = new ByteArrayOutputStream();
        for (var block : sequence.members()) {
            blockNumber++;
            plain.writeBytes(checked(block, blockTag));
        }
        return plain.toByteArray();
    }

    private byte[] decrypted(DataObject sequence, String blockTag) throws GeneralSecurityException {
        var plain = new ByteArrayOutputStream();
        for (var block : sequence.members()) {
            blockNumber++;
            var encrypted = checked(block, blockTag);
            var key = new SecretKeySpec(sEnc, "AES");
            var ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, key);
            var icv =
                    ecb.doFinal(ByteBuffer.allocate(16).putInt(12, blockNumber).array());
            var cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(icv));
            var padded = cbc.doFinal(encrypted);
            int end = padded.length - 1;
            while (end > 0 && padded[end] == 0) end--;
            if (padded[end] != (byte) 0x80) throw new GeneralSecurityException("the padding is wrong");
            plain.write(padded, 0, end);
        }
        return plain.toByteArray();
    }

    /// The value of a block without its MAC, which covers the chaining value, tag, length and data.
    private byte[] checked(DataObject block, String blockTag) throws GeneralSecurityException {
        if (!block.tag().equals(blockTag)) throw new IllegalArgumentException(block.tag() + " is no " + blockTag);
        int covered = block.octets().length - MAC;
        var cmac = new CMac(AESEngine.newInstance());
        cmac.init(new KeyParameter(sMac));
        cmac.update(macChainingValue, 0, macChainingValue.length);
        cmac.update(block.octets(), 0, covered);
        var mac = new byte[16];
        cmac.doFinal(mac, 0);
        if (!Arrays.equals(mac, 0, MAC, block.octets(), covered, covered + MAC)) {
            throw new GeneralSecurityException("the MAC of block " + blockNumber + " does not match");
        }
        macChainingValue = mac;
        return Arrays.copyOf(block.value(), block.value().length - MAC);
    }
}
