package org.esimtestbed.rsp.bsp;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.crypto.Aes;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// One end of the BPP Security Protocol (SGP.22 §2.6.4.3 and §2.6.4.4, after SCP03t): protects blocks in order, or
/// opens them in the same order. Every block moves the MAC chaining value and the block counter on.
public final class Bsp {
    /// A protected block with tag and length has at most that many octets (SGP.22 §2.5.3).
    public static final int MAX_BLOCK = 1020;

    private static final int MAC = 8;
    private static final int AES_BLOCK = 16;
    private static final int MAX_MACED = MAX_BLOCK - 4 - MAC;
    private static final int MAX_ENCRYPTED = MAX_MACED / AES_BLOCK * AES_BLOCK - 1; // padding takes one octet at least

    private final Aes enc;
    private final Aes mac;
    private Bytes chainingValue;
    private int counter = 1;

    public Bsp(BspKeys keys) {
        this.enc = new Aes(keys.enc());
        this.mac = new Aes(keys.mac());
        this.chainingValue = keys.initialMacChainingValue();
    }

    /// Encrypts and MACs: as many blocks with that tag as the data needs.
    public List<Tlv> encrypt(int tag, Bytes data) {
        var blocks = new ArrayList<Tlv>();
        for (int at = 0; at < data.size(); at += MAX_ENCRYPTED) {
            var part = data.slice(at, Math.min(data.size(), at + MAX_ENCRYPTED));
            blocks.add(maced(tag, enc.encryptCbc(nextIcv(), padded(part))));
        }
        return blocks;
    }

    /// MACs only: as many blocks with that tag as the data needs.
    public List<Tlv> mac(int tag, Bytes data) {
        var blocks = new ArrayList<Tlv>();
        for (int at = 0; at < data.size(); at += MAX_MACED) {
            counter++; // a block without encryption counts as well
            blocks.add(maced(tag, data.slice(at, Math.min(data.size(), at + MAX_MACED))));
        }
        return blocks;
    }

    /// What an encrypted block holds.
    ///
    /// @throws BspFailure if its MAC or its padding is wrong; this end is then of no further use
    public Bytes decrypt(Tlv block) throws BspFailure {
        var encrypted = verified(block);
        if (encrypted.isEmpty() || encrypted.size() % AES_BLOCK != 0) throw new BspFailure("no whole AES blocks");
        return unpadded(enc.decryptCbc(nextIcv(), encrypted));
    }

    /// What a block that is only MACed holds.
    ///
    /// @throws BspFailure if its MAC is wrong; this end is then of no further use
    public Bytes verify(Tlv block) throws BspFailure {
        counter++;
        return verified(block);
    }

    private Tlv maced(int tag, Bytes data) {
        var header = Tlv.header(tag, data.size() + MAC);
        chainingValue = mac.cmac(Bytes.concat(chainingValue, header, data));
        return Tlv.of(tag, data.plus(chainingValue.first(MAC)));
    }

    private Bytes verified(Tlv block) throws BspFailure {
        if (block.value().size() < MAC) throw new BspFailure("no room for a MAC");
        var data = block.value().first(block.value().size() - MAC);
        var computed = mac.cmac(Bytes.concat(chainingValue, block.header(), data));
        if (!computed.first(MAC).equals(block.value().last(MAC))) throw new BspFailure("the MAC does not match");
        chainingValue = computed;
        return data;
    }

    private Bytes nextIcv() {
        int number = counter++;
        return enc.encryptBlock(
                Bytes.concat(Bytes.repeat(0, 12), Bytes.of(number >> 24, number >> 16, number >> 8, number)));
    }

    private static Bytes padded(Bytes data) {
        int size = (data.size() / AES_BLOCK + 1) * AES_BLOCK;
        return Bytes.concat(data, Bytes.of(0x80), Bytes.repeat(0, size - data.size() - 1));
    }

    private static Bytes unpadded(Bytes data) throws BspFailure {
        int end = data.size() - 1;
        while (end >= 0 && data.at(end) == 0) end--;
        if (end < 0 || data.at(end) != 0x80) throw new BspFailure("the padding is wrong");
        return data.first(end);
    }
}
