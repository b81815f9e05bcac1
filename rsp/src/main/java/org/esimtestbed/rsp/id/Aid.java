package org.esimtestbed.rsp.id;

import org.esimtestbed.rsp.tlv.Bytes;

/// An application identifier (ISO/IEC 7816-4 §12.2.3): 5 to 16 octets.
public record Aid(Bytes bytes) {
    /// The AIDs SGP.22 §2.4.3 fixes for the security domains of the eUICC.
    public static final Aid ISD_R = of("A0000005591010FFFFFFFF8900000100");
    public static final Aid ECASD = of("A0000005591010FFFFFFFF8900000200");

    /// @throws IllegalArgumentException if these are not 5 to 16 octets
    public Aid {
        if (bytes.size() < 5 || bytes.size() > 16) {
            throw new IllegalArgumentException("an AID has 5 to 16 octets: " + bytes.hex());
        }
    }

    public static Aid of(String hex) {
        return new Aid(Bytes.hex(hex));
    }

    /// The ISD-P with that number: A0000005591010FFFFFFFF89, then 0010 for number 0, then 00.
    public static Aid isdP(int number) {
        return of("A0000005591010FFFFFFFF89" + "%06X".formatted(0x10 + number) + "00");
    }

    @Override
    public String toString() {
        return bytes.hex();
    }
}
