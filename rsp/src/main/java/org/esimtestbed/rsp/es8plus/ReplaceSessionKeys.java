package org.esimtestbed.rsp.es8plus;

import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES8+.ReplaceSessionKeys (SGP.22 §5.5.4), tag BF26: the profile elements are protected under keys of their own.
public record ReplaceSessionKeys(BspKeys keys) {
    public static final int TAG = 0xBF26;

    public Tlv encode() {
        return Tlv.of(
                TAG, Tlv.of(0x80, keys.initialMacChainingValue()), Tlv.of(0x81, keys.enc()), Tlv.of(0x82, keys.mac()));
    }

    /// @throws MalformedTlv if a key is missing or has another size than 16 octets
    public static ReplaceSessionKeys of(Tlv tlv) {
        tlv.expect(TAG);
        return new ReplaceSessionKeys(new BspKeys(
                tlv.child(0x80).sized(16),
                tlv.child(0x81).sized(16),
                tlv.child(0x82).sized(16)));
    }
}
