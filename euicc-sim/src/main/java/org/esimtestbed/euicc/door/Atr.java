package org.esimtestbed.euicc.door;

import org.esimtestbed.rsp.tlv.Bytes;

/// The Answer To Reset (ISO/IEC 7816-3 §8, ETSI TS 102 221 §6.3).
public final class Atr {
    private Atr() {}

    /// Direct convention, T=0 alone, and after T=15 the octet by which an eUICC is told from a UICC. T=1 is
    /// optional (TS 102 221 §7.2) and not offered: pcscd would connect by it, and programs that ask for T=0, as
    /// those for SIM cards do, could not connect or not transmit.
    public static Bytes euicc() {
        var historical = Bytes.concat(
                Bytes.of(0x80), // COMPACT-TLV data objects follow
                Bytes.of(0x31, 0xE0), // card service data: by full and by partial AID, EF.DIR is there
                Bytes.of(
                        0x73, 0xFE, 0x21,
                        0x5F)); // capabilities: all ways to select, extended lengths, 8 channels or more
        var body = Bytes.concat(
                Bytes.of(0x90 | historical.size()), // T0: TA1 and TD1 follow
                Bytes.of(0x96), // TA1: Fi 512, Di 32
                Bytes.of(0x80), // TD1: TD2 follows, T=0
                Bytes.of(0x3F), // TD2: TA3 and TB3 follow, T=15
                Bytes.of(0xC7), // TA3: clock may stop in either state, classes A, B and C
                Bytes.of(0x82), // TB3: eUICC-related functions are supported (TS 102 221 §6.3.3)
                historical);
        int check = 0; // TCK, because T=15 is indicated beside T=0
        for (int i = 0; i < body.size(); i++) check ^= body.at(i);
        return Bytes.concat(Bytes.of(0x3B), body, Bytes.of(check));
    }
}
