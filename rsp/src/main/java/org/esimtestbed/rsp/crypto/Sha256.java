package org.esimtestbed.rsp.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.esimtestbed.rsp.tlv.Bytes;

public final class Sha256 {
    private Sha256() {}

    /// 32 octets.
    public static Bytes of(Bytes data) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(data.asBuffer());
            return Bytes.wrap(digest.digest());
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
