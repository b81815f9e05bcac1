package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;

/// The Confirmation Code as the wires carry it: never itself, always hashed (SGP.22 §4.7).
public final class ConfirmationCode {
    private ConfirmationCode() {}

    /// What is hashed of a code.
    public enum Form {
        /// Its characters, as SGP.22 §4.7 has it.
        TEXT,
        /// The octets its hexadecimal digits stand for, as some test suites have it.
        HEXADECIMAL_OCTETS;

        /// @throws IllegalArgumentException if the code cannot be read in this form
        public Bytes hash(String code) {
            return Sha256.of(
                    switch (this) {
                        case TEXT -> Bytes.utf8(code);
                        case HEXADECIMAL_OCTETS -> Bytes.hex(code);
                    });
        }
    }

    /// What an SM-DP+ keeps: SHA-256 of the text, 32 octets.
    public static Bytes hash(String code) {
        return Form.TEXT.hash(code);
    }

    /// hashCc of PrepareDownload: SHA-256 over the hash and the TransactionID, 32 octets.
    public static Bytes hashCc(Bytes hashOfCode, TransactionId transactionId) {
        return Sha256.of(hashOfCode.plus(transactionId.bytes()));
    }
}
