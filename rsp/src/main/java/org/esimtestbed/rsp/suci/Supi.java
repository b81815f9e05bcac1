package org.esimtestbed.rsp.suci;

import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;

/// The permanent identity (3GPP TS 23.003 §2.2A).
public sealed interface Supi {
    /// What a protection scheme conceals: the part that names the subscriber within the home network.
    Bytes plaintext();

    /// @param mncDigits 2 or 3
    record OfImsi(Imsi imsi, int mncDigits) implements Supi {
        /// @throws IllegalArgumentException unless there are 2 or 3 digits of MNC and an MSIN behind them
        public OfImsi {
            if (mncDigits != 2 && mncDigits != 3) {
                throw new IllegalArgumentException("an MNC has 2 or 3 digits, not " + mncDigits);
            }
            if (imsi.digits().length() <= 3 + mncDigits) throw new IllegalArgumentException("the IMSI has no MSIN");
        }

        /// MSIN in BCD, the first digit in the low nibble, padded with F (TS 33.501 §C.3.2).
        @Override
        public Bytes plaintext() {
            var msin = imsi.digits().substring(3 + mncDigits);
            return swapped(msin.length() % 2 == 0 ? msin : msin + "F");
        }

        /// MCC and MNC, 3 octets (TS 24.501 figure 9.11.3.4.3).
        public Bytes homeNetwork() {
            var digits = imsi.digits();
            var third = mncDigits == 3 ? digits.substring(5, 6) : "F";
            return swapped(digits.substring(0, 3) + third + digits.substring(3, 5));
        }

        private static Bytes swapped(String digits) {
            var swapped = new StringBuilder();
            for (int i = 0; i < digits.length(); i += 2)
                swapped.append(digits.charAt(i + 1)).append(digits.charAt(i));
            return Bytes.hex(swapped.toString());
        }
    }

    /// @param format 1 network specific identifier, 2 global cable identifier, 3 global line identifier
    /// @param nai    `user@realm`
    record OfNai(int format, String nai) implements Supi {
        /// @throws IllegalArgumentException for any other format
        public OfNai {
            if (format < 1 || format > 3) throw new IllegalArgumentException("no format of a SUPI: " + format);
        }

        /// The user name alone, in UTF-8.
        @Override
        public Bytes plaintext() {
            int at = nai.lastIndexOf('@');
            return Bytes.utf8(at < 0 ? nai : nai.substring(0, at));
        }

        /// With the at sign; empty where the identifier has none.
        public String realm() {
            int at = nai.lastIndexOf('@');
            return at < 0 ? "" : nai.substring(at);
        }
    }
}
