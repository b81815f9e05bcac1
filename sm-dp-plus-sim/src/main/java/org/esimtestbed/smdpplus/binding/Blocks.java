package org.esimtestbed.smdpplus.binding;

import java.util.List;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What turns data into protected blocks, in their order (SGP.22 §2.6.4.3, §2.6.4.4).
public interface Blocks {
    /// As many encrypted and MACed blocks with that tag as the data needs.
    List<Tlv> encrypt(int tag, Bytes data);

    /// As many MACed blocks with that tag as the data needs.
    List<Tlv> mac(int tag, Bytes data);

    /// As the specification has it.
    static Blocks under(BspKeys keys) {
        var bsp = new Bsp(keys);
        return new Blocks() {
            @Override
            public List<Tlv> encrypt(int tag, Bytes data) {
                return bsp.encrypt(tag, data);
            }

            @Override
            public List<Tlv> mac(int tag, Bytes data) {
                return bsp.mac(tag, data);
            }
        };
    }
}
