package org.esimtestbed.smdpplus.foreign;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.params.KDFParameters;

/// Keys of the BPP Security Protocol: 16 octets each.
record BspKeys(byte[] chainingValue, byte[] enc, byte[] mac) {
    /// X9.63 over key type, key length, LV of the host id and LV of the EID (SGP.22 §2.6.4.2, Annex G).
    ///
    /// @param crt ControlRefTemplate, A6
    static BspKeys derived(byte[] shared, DataObject crt, byte[] eid) {
        var members = crt.expect("A6").children("80", "81", "84");
        var host = members.get(2).value();
        ForeignRefusal.unless(Arrays.equals(members.get(0).value(), new byte[] {(byte) 0x88}), "keyType is not AES");
        ForeignRefusal.unless(Arrays.equals(members.get(1).value(), new byte[] {0x10}), "keyLen is not 16");
        ForeignRefusal.unless(host.length >= 1 && host.length <= 16, "hostId has 1 to 16 octets");
        var info = org.bouncycastle.util.Arrays.concatenate(
                new byte[] {(byte) 0x88, 0x10, (byte) host.length}, host, new byte[] {(byte) eid.length}, eid);
        var generator = new KDF2BytesGenerator(new SHA256Digest()); // counts from 1, as X9.63 does
        generator.init(new KDFParameters(shared, info));
        var keys = new byte[48];
        generator.generateBytes(keys, 0, keys.length);
        return new BspKeys(
                Arrays.copyOfRange(keys, 0, 16), Arrays.copyOfRange(keys, 16, 32), Arrays.copyOfRange(keys, 32, 48));
    }

    /// ES8+.ReplaceSessionKeys, BF26 (§5.5.4).
    static BspKeys replaced(DataObject request) {
        var members = request.expect("BF26").children("80", "81", "82");
        for (var key : members) ForeignRefusal.unless(key.value().length == 16, "a PPK has 16 octets");
        return new BspKeys(
                members.get(0).value(), members.get(1).value(), members.get(2).value());
    }
}
