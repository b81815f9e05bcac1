package org.esimtestbed.reports;

import org.esimtestbed.rsp.tlv.Bytes;

/// A short command APDU taken apart (ISO 7816-4 §5.1); extended lengths do not occur on these interfaces.
///
/// @param le octets expected, -1 where the command expects none
record CommandApdu(int cla, int ins, int p1, int p2, int dataAt, Bytes data, int le) {
    static CommandApdu of(Bytes apdu) {
        int third = apdu.size() > 4 ? apdu.at(4) : 0;
        boolean carriesData = apdu.size() > 5;
        int end = carriesData ? Math.min(apdu.size(), 5 + third) : 4;
        int le = !carriesData && apdu.size() == 5 ? third : carriesData && apdu.size() > end ? apdu.at(end) : -1;
        return new CommandApdu(
                apdu.at(0),
                apdu.at(1),
                apdu.at(2),
                apdu.at(3),
                carriesData ? 5 : 4,
                carriesData ? apdu.slice(5, end) : Bytes.EMPTY,
                le == 0 ? 256 : le);
    }

    // ETSI TS 102 221 §10.1.1: channels 0 to 3, or 4 to 19
    int channel() {
        return (cla & 0x40) == 0 ? cla & 0x03 : 4 + (cla & 0x0F);
    }
}
