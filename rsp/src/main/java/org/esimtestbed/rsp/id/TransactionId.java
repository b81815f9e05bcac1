package org.esimtestbed.rsp.id;

import java.util.Locale;
import org.esimtestbed.rsp.tlv.Bytes;

/// What an RSP server calls one session (SGP.22 §5.6.1): 1 to 16 octets; upper-case hexadecimal text in JSON
/// (§6.5.2.6).
public record TransactionId(Bytes bytes) {
    /// @throws IllegalArgumentException if these are not 1 to 16 octets
    public TransactionId {
        if (bytes.isEmpty() || bytes.size() > 16) {
            throw new IllegalArgumentException("a TransactionID has 1 to 16 octets: " + bytes.hex());
        }
    }

    /// @throws IllegalArgumentException if the text is no hexadecimal of 1 to 16 octets
    public static TransactionId of(String hex) {
        return new TransactionId(Bytes.hex(hex.toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return bytes.hex();
    }
}
