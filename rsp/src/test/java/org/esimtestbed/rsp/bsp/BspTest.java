package org.esimtestbed.rsp.bsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BspTest {
    private static final BspKeys KEYS = new BspKeys(Bytes.repeat(1, 16), Bytes.repeat(2, 16), Bytes.repeat(3, 16));

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 1006, 1007, 1008, 1009, 5000})
    void opensWhatItProtected(int size) throws BspFailure {
        var sender = new Bsp(KEYS);
        var receiver = new Bsp(KEYS);
        var data = Bytes.repeat(0x5A, size);
        var opened = Bytes.EMPTY;
        for (var block : sender.encrypt(0x87, data)) {
            assertThat(block.raw().size()).isLessThanOrEqualTo(Bsp.MAX_BLOCK);
            opened = opened.plus(receiver.decrypt(block));
        }
        assertThat(opened).isEqualTo(data);
        opened = Bytes.EMPTY;
        for (var block : sender.mac(0x88, data)) {
            assertThat(block.raw().size()).isLessThanOrEqualTo(Bsp.MAX_BLOCK);
            opened = opened.plus(receiver.verify(block));
        }
        assertThat(opened).isEqualTo(data);
        var last = sender.encrypt(0x86, Bytes.of(1, 2, 3)).getFirst();
        assertThat(receiver.decrypt(last)).isEqualTo(Bytes.of(1, 2, 3)); // the counter has counted the MACed blocks
    }

    /// The second block after a MACed one, computed with BouncyCastle and JCA alone (SGP.22 §2.6.4.4, GPC Amendment D
    /// §6.2.6).
    @Test
    void protectsAsTheSpecificationSays() throws Exception {
        var bsp = new Bsp(KEYS);
        var first = bsp.mac(0x88, Bytes.hex("BF2500")).getFirst();
        var second = bsp.encrypt(0x86, Bytes.hex("A0B1C2")).getFirst();

        var chained = cmac(Bytes.concat(Bytes.repeat(1, 16), Bytes.hex("880BBF2500")));
        assertThat(first.raw()).isEqualTo(Bytes.hex("880BBF2500").plus(chained.first(8)));

        var key = new SecretKeySpec(new byte[] {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, "AES");
        var ecb = Cipher.getInstance("AES/ECB/NoPadding");
        ecb.init(Cipher.ENCRYPT_MODE, key);
        var icv = ecb.doFinal(Bytes.hex("00000000000000000000000000000002").toArray());
        var cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(icv));
        var encrypted = Bytes.wrap(
                cbc.doFinal(Bytes.hex("A0B1C280000000000000000000000000").toArray()));
        var header = Bytes.hex("8618");
        var mac = cmac(Bytes.concat(chained, header, encrypted));
        assertThat(second.raw()).isEqualTo(Bytes.concat(header, encrypted, mac.first(8)));
    }

    private static Bytes cmac(Bytes data) {
        var mac = new CMac(AESEngine.newInstance());
        mac.init(new KeyParameter(Bytes.repeat(3, 16).toArray()));
        mac.update(data.toArray(), 0, data.size());
        var output = new byte[16];
        mac.doFinal(output, 0);
        return Bytes.wrap(output);
    }

    @Test
    void refusesATamperedBlock() {
        var block = new Bsp(KEYS).encrypt(0x87, Bytes.of(1, 2, 3)).getFirst();
        for (int i = 2; i < block.raw().size(); i++) {
            var tampered = Tlv.parse(block.raw().with(i, Bytes.of(block.raw().at(i) ^ 0x10)));
            assertThatThrownBy(() -> new Bsp(KEYS).decrypt(tampered))
                    .isInstanceOf(BspFailure.class)
                    .hasMessage("the MAC does not match");
        }
        assertThatThrownBy(() -> new Bsp(KEYS).verify(Tlv.of(0x88, Bytes.of(1))))
                .isInstanceOf(BspFailure.class);
    }

    /// SharedInfo of Annex G: the EID counts as 16 octets, not as 32 digits.
    @Test
    void derivesFromKeyTypeLengthHostAndEid() {
        var eid = new Eid("89049032123451234512345678901235");
        var keys = BspKeys.derive(Bytes.repeat(7, 32), Bytes.utf8("host"), eid);
        var expected = org.esimtestbed.rsp.crypto.X963Kdf.derive(
                Bytes.repeat(7, 32), Bytes.hex("8810 04686F7374 10 89049032123451234512345678901235"), 48);
        assertThat(Bytes.concat(keys.initialMacChainingValue(), keys.enc(), keys.mac()))
                .isEqualTo(expected);
        assertThat(keys.toString()).doesNotContain(keys.enc().hex());
    }
}
