package org.esimtestbed.smdpplus.quirk;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.Aes;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.binding.Blocks;

/// The BPP Security Protocol with the mistakes servers have made in it; without any it is that of `rsp/bsp`.
final class BentBlocks implements Blocks {
    private static final int MAC = 8;
    private static final int AES_BLOCK = 16;
    private static final int HEADER = 4;

    /// @param icvFromChain whether the ICV is made from the MAC chaining value instead of the block counter
    /// @param countsMaced  whether a block that is only MACed moves the counter on
    /// @param maxBlock     octets of a block with tag and length
    record Mistakes(boolean icvFromChain, boolean countsMaced, int maxBlock) {}

    private final Aes enc;
    private final Aes mac;
    private final Mistakes mistakes;
    private Bytes chainingValue;
    private int counter = 1;

    BentBlocks(BspKeys keys, Mistakes mistakes) {
        this.enc = new Aes(keys.enc());
        this.mac = new Aes(keys.mac());
        this.chainingValue = keys.initialMacChainingValue();
        this.mistakes = mistakes;
    }

    @Override
    public List<Tlv> encrypt(int tag, Bytes data) {
        int most = (mistakes.maxBlock - HEADER - MAC) / AES_BLOCK * AES_BLOCK - 1;
        var blocks = new ArrayList<Tlv>();
        for (int at = 0; at < data.size(); at += most) {
            var part = data.slice(at, Math.min(data.size(), at + most));
            blocks.add(maced(tag, enc.encryptCbc(nextIcv(), padded(part))));
        }
        return blocks;
    }

    @Override
    public List<Tlv> mac(int tag, Bytes data) {
        int most = mistakes.maxBlock - HEADER - MAC;
        var blocks = new ArrayList<Tlv>();
        for (int at = 0; at < data.size(); at += most) {
            if (mistakes.countsMaced) counter++;
            blocks.add(maced(tag, data.slice(at, Math.min(data.size(), at + most))));
        }
        return blocks;
    }

    private Tlv maced(int tag, Bytes data) {
        chainingValue = mac.cmac(Bytes.concat(chainingValue, Tlv.header(tag, data.size() + MAC), data));
        return Tlv.of(tag, data.plus(chainingValue.first(MAC)));
    }

    private Bytes nextIcv() {
        int number = counter++;
        return enc.encryptBlock(
                mistakes.icvFromChain
                        ? chainingValue
                        : Bytes.concat(Bytes.repeat(0, 12), Bytes.of(number >> 24, number >> 16, number >> 8, number)));
    }

    private static Bytes padded(Bytes data) {
        int size = (data.size() / AES_BLOCK + 1) * AES_BLOCK;
        return Bytes.concat(data, Bytes.of(0x80), Bytes.repeat(0, size - data.size() - 1));
    }
}
