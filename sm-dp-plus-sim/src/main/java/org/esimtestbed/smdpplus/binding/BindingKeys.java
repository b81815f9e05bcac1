package org.esimtestbed.smdpplus.binding;

import java.util.Optional;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a package is bound with: the server's one-time key, and the keys of the profile elements where they have their
/// own. Bound once more with the same keys, for the same one-time key of the eUICC, a package is the same octets but
/// for BF23. Prints no key.
record BindingKeys(EcKeyPair oneTime, Optional<BspKeys> profileKeys) {
    private static final int ONE_TIME = 0x80;
    private static final int POINT = 0x81;
    private static final int PROFILE_KEYS = 0x82;

    /// The form that is sealed and kept: private key as PKCS#8, public point, PPK-ICV ‖ PPK-ENC ‖ PPK-MAC.
    Bytes encode() {
        var keys = Tlv.of(ONE_TIME, Bytes.wrap(oneTime.privateKey().getEncoded()))
                .raw()
                .plus(Tlv.of(POINT, oneTime.publicPoint()).raw());
        return profileKeys
                .map(it ->
                        keys.plus(Tlv.of(PROFILE_KEYS, Bytes.concat(it.initialMacChainingValue(), it.enc(), it.mac()))
                                .raw()))
                .orElse(keys);
    }

    static BindingKeys of(Bytes encoded, Crypto crypto, Curve curve) {
        var all = Tlv.of(0x30, encoded);
        return new BindingKeys(
                new EcKeyPair(
                        curve,
                        crypto.privateKey(all.child(ONE_TIME).value()),
                        all.child(POINT).value()),
                all.find(PROFILE_KEYS)
                        .map(Tlv::value)
                        .map(it -> new BspKeys(it.slice(0, 16), it.slice(16, 32), it.slice(32, 48))));
    }

    @Override
    public String toString() {
        return "BindingKeys[masked]";
    }
}
