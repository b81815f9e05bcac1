package org.esimtestbed.rsp.bsp;

import org.esimtestbed.rsp.crypto.X963Kdf;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What protects a run of blocks: 16 octets each. S-ENC and S-MAC, or PPK-ENC and PPK-MAC after ReplaceSessionKeys.
public record BspKeys(Bytes initialMacChainingValue, Bytes enc, Bytes mac) {
    public static final int KEY_TYPE_AES = 0x88;
    public static final int KEY_LENGTH = 16;

    /// @throws IllegalArgumentException unless each has 16 octets
    public BspKeys {
        if (initialMacChainingValue.size() != KEY_LENGTH || enc.size() != KEY_LENGTH || mac.size() != KEY_LENGTH) {
            throw new IllegalArgumentException("BSP keys have 16 octets each");
        }
    }

    /// SGP.22 §2.6.4.2 and Annex G: X9.63 over key type, key length, LV of the host id and LV of the EID.
    ///
    /// @param sharedSecret x-coordinate of the ECKA point, 32 octets
    /// @param hostId       of the control reference template, 1 to 16 octets
    public static BspKeys derive(Bytes sharedSecret, Bytes hostId, Eid eid) {
        var sharedInfo =
                Bytes.concat(Bytes.of(KEY_TYPE_AES, KEY_LENGTH), lengthAndValue(hostId), lengthAndValue(eid.bytes()));
        var keys = X963Kdf.derive(sharedSecret, sharedInfo, 3 * KEY_LENGTH);
        return new BspKeys(keys.slice(0, 16), keys.slice(16, 32), keys.slice(32, 48));
    }

    private static Bytes lengthAndValue(Bytes value) {
        return Tlv.header(0x04, value.size()).from(1).plus(value);
    }

    @Override
    public String toString() {
        return "BspKeys[masked]";
    }
}
