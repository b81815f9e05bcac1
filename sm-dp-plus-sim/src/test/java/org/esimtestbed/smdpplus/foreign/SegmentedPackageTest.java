package org.esimtestbed.smdpplus.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.smdpplus.foreign.DataObject.context;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/// What the foreign card makes of packages no honest server sends; the honest ones over several blocks and under
/// keys of their own (SGP.22 §2.5.3, §5.5.4) are here to show that it is the difference that is refused.
class SegmentedPackageTest {
    private static final int ENCRYPTED_PART = 1007; // 1020 less tag, length and MAC, in whole AES blocks, less padding
    private static final int MACED_PART = 1008;
    private static final String OID = "2.999.10";
    private static final BspKeys SESSION = keys(0x11);
    private static final BspKeys PPK = keys(0x44);
    private static final byte[] PACKAGE = elements();
    private static final DataObject METADATA =
            context(37, DataObject.application(26, Hex.decode("98882111000000000010")), context(20, new byte[2500]));

    private static BspKeys keys(int octet) {
        return new BspKeys(filled(octet), filled(octet + 1), filled(octet + 2));
    }

    private static byte[] filled(int octet) {
        var key = new byte[16];
        Arrays.fill(key, (byte) octet);
        return key;
    }

    private static byte[] elements() {
        var elements = new ByteArrayOutputStream();
        elements.writeBytes(context(0, context(0, new byte[] {2})).octets());
        elements.writeBytes(context(5, context(1, new byte[3000])).octets());
        elements.writeBytes(context(10, context(0, new byte[] {1})).octets());
        return elements.toByteArray();
    }

    /// The protecting end, as §2.6.4.3 and §2.6.4.4 have it.
    private static final class Protecting {
        private final BspKeys keys;
        private byte[] chain;
        private int counter = 1;

        Protecting(BspKeys keys) {
            this.keys = keys;
            this.chain = keys.chainingValue();
        }

        DataObject[] encrypted(int tag, byte[] data) throws GeneralSecurityException {
            var blocks = new ArrayList<DataObject>();
            for (var part : parts(data, ENCRYPTED_PART)) {
                var key = new SecretKeySpec(keys.enc(), "AES");
                var ecb = Cipher.getInstance("AES/ECB/NoPadding");
                ecb.init(Cipher.ENCRYPT_MODE, key);
                var icv = ecb.doFinal(
                        ByteBuffer.allocate(16).putInt(12, counter++).array());
                var cbc = Cipher.getInstance("AES/CBC/NoPadding");
                cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(icv));
                var padded = Arrays.copyOf(part, (part.length / 16 + 1) * 16);
                padded[part.length] = (byte) 0x80;
                blocks.add(maced(tag, cbc.doFinal(padded)));
            }
            return blocks.toArray(DataObject[]::new);
        }

        DataObject[] maced(byte[] data) {
            return parts(data, MACED_PART).stream()
                    .map(part -> {
                        counter++;
                        return maced(8, part);
                    })
                    .toArray(DataObject[]::new);
        }

        private DataObject maced(int tag, byte[] data) {
            var withRoom = context(tag, Arrays.copyOf(data, data.length + 8));
            var cmac = new CMac(AESEngine.newInstance());
            cmac.init(new KeyParameter(keys.mac()));
            cmac.update(chain, 0, chain.length);
            cmac.update(withRoom.octets(), 0, withRoom.octets().length - 8);
            chain = new byte[16];
            cmac.doFinal(chain, 0);
            var value = withRoom.value();
            System.arraycopy(chain, 0, value, data.length, 8);
            return context(tag, value);
        }

        private static List<byte[]> parts(byte[] data, int size) {
            var parts = new ArrayList<byte[]>();
            for (int at = 0; at < data.length; at += size) {
                parts.add(Arrays.copyOfRange(data, at, Math.min(data.length, at + size)));
            }
            return parts;
        }
    }

    private static DataObject bound(boolean ownKeys, String oid) throws Exception {
        var session = new Protecting(SESSION);
        var value = Hex.decode(oid.equals(OID) ? "88370A" : "883763");
        var parts = new ArrayList<DataObject>();
        parts.add(context(35, context(2, new byte[] {1}))); // opened before: §5.5.1 is checked elsewhere
        parts.add(context(
                0,
                session.encrypted(7, context(36, context(24, context(0, value))).octets())));
        parts.add(context(1, session.maced(METADATA.octets())));
        if (ownKeys) {
            var replace = context(38, context(0, PPK.chainingValue()), context(1, PPK.enc()), context(2, PPK.mac()));
            parts.add(context(2, session.encrypted(7, replace.octets())));
        }
        parts.add(context(3, (ownKeys ? new Protecting(PPK) : session).encrypted(6, PACKAGE)));
        return DataObject.read(context(54, parts.toArray(DataObject[]::new)).octets());
    }

    @Test
    void putsMetadataOfSeveralBlocksTogether() throws Exception {
        var bpp = bound(false, OID);
        var recovered = RecoveredPackage.unprotected(bpp, SESSION, METADATA, OID);

        assertThat(bpp.child("A1").children()).hasSize(3);
        assertThat(bpp.child("A3").children()).hasSize(3);
        assertThat(recovered.metadata().octets()).isEqualTo(METADATA.octets());
        assertThat(recovered.profilePackage()).isEqualTo(PACKAGE);
        assertThat(recovered.ownKeys()).isFalse();
    }

    @Test
    void changesToTheKeysOfTheProfileElements() throws Exception {
        var recovered = RecoveredPackage.unprotected(bound(true, OID), SESSION, METADATA, OID);

        assertThat(recovered.ownKeys()).isTrue();
        assertThat(recovered.profilePackage()).isEqualTo(PACKAGE);
    }

    @Test
    void refusesProprietaryDataOfAnotherServer() throws Exception {
        var bpp = bound(false, "2.999.99");

        assertThatThrownBy(() -> RecoveredPackage.unprotected(bpp, SESSION, METADATA, OID))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("dpOid");
    }

    @Test
    void refusesBlocksInAnotherOrder() throws Exception {
        var bpp = bound(false, OID);
        var elements = bpp.child("A3").children().reversed().toArray(DataObject[]::new);
        var swapped = context(54, bpp.child("BF23"), bpp.child("A0"), bpp.child("A1"), context(3, elements));

        assertThatThrownBy(() -> RecoveredPackage.unprotected(swapped, SESSION, METADATA, OID))
                .isInstanceOf(ForeignRefusal.class)
                .hasMessageContaining("MAC");
    }
}
