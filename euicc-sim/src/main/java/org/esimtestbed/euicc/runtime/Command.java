package org.esimtestbed.euicc.runtime;

import org.esimtestbed.rsp.tlv.Bytes;

/// A command APDU (ISO/IEC 7816-3 §12.1), short or extended.
///
/// @param raw       as received
/// @param cla       the class octet as received
/// @param channel   logical channel 0 to 19 (ISO/IEC 7816-4 §5.4.1)
/// @param data      the data field, may be empty
/// @param expected  how many octets the terminal expects at most: 0 for none, 256 or 65536 for all
public record Command(Bytes raw, int cla, int channel, int ins, int p1, int p2, Bytes data, int expected) {
    private static final int SHORT_LIMIT = 256;
    private static final int EXTENDED_LIMIT = 65536;

    /// @throws CommandRefused with 6700 if the lengths do not fit, 6E00, 6882 or 6884 if the class is not supported
    public static Command of(Bytes apdu) {
        if (apdu.size() < 4) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var data = Bytes.EMPTY;
        int expected = 0;
        int size = apdu.size();
        if (size == 5) {
            expected = limited(apdu.at(4), SHORT_LIMIT);
        } else if (size > 5 && apdu.at(4) != 0) {
            int lc = apdu.at(4);
            data = dataOf(apdu, 5, lc, 1);
            if (size > 5 + lc) expected = limited(apdu.at(5 + lc), SHORT_LIMIT);
        } else if (size == 7) {
            expected = limited((int) apdu.slice(5, 7).unsigned(), EXTENDED_LIMIT);
        } else if (size > 7) {
            int lc = (int) apdu.slice(5, 7).unsigned();
            data = dataOf(apdu, 7, lc, 2);
            if (size > 7 + lc) expected = limited((int) apdu.last(2).unsigned(), EXTENDED_LIMIT);
        } else if (size == 6) {
            throw new CommandRefused(StatusWord.WRONG_LENGTH);
        }
        int cla = apdu.at(0);
        return new Command(apdu, cla, channelOf(cla), apdu.at(1), apdu.at(2), apdu.at(3), data, expected);
    }

    private static Bytes dataOf(Bytes apdu, int start, int lc, int leOctets) {
        int rest = apdu.size() - start - lc;
        if (lc == 0 || rest != 0 && rest != leOctets) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        return apdu.slice(start, start + lc);
    }

    private static int limited(int le, int limit) {
        return le == 0 ? limit : le;
    }

    /// First coding 0000xxcc or 1000xxcc with channels 0 to 3, further coding 01x0cccc or 11x0cccc with 4 to 19.
    private static int channelOf(int cla) {
        if ((cla & 0x40) == 0) {
            if ((cla & 0x60) != 0) throw new CommandRefused(StatusWord.UNKNOWN_CLASS);
            if ((cla & 0x10) != 0) throw new CommandRefused(StatusWord.CHAINING_NOT_SUPPORTED);
            if ((cla & 0x0C) != 0) throw new CommandRefused(StatusWord.SECURE_MESSAGING_NOT_SUPPORTED);
            return cla & 0x03;
        }
        if (cla == 0xFF) throw new CommandRefused(StatusWord.UNKNOWN_CLASS);
        if ((cla & 0x10) != 0) throw new CommandRefused(StatusWord.CHAINING_NOT_SUPPORTED);
        if ((cla & 0x20) != 0) throw new CommandRefused(StatusWord.SECURE_MESSAGING_NOT_SUPPORTED);
        return 4 + (cla & 0x0F);
    }

    /// The same command from a terminal that expects at most so many octets.
    public Command expecting(int octets) {
        return new Command(raw, cla, channel, ins, p1, p2, data, octets);
    }

    /// Whether the class is an interindustry one: 0x or 4x; else it is 8x or Cx.
    public boolean isInterindustry() {
        return (cla & 0x80) == 0;
    }

    public int p1p2() {
        return p1 << 8 | p2;
    }

    /// SELECT by DF name, ISO/IEC 7816-4 §11.2.2.
    public boolean isSelectByAid() {
        return isInterindustry() && ins == 0xA4 && p1 == 0x04;
    }

    /// @throws CommandRefused with the given status word unless the condition holds
    public void require(boolean condition, int otherwise) {
        if (!condition) throw new CommandRefused(otherwise);
    }

    @Override
    public String toString() {
        // The data field may hold a PIN or a key.
        return "Command[%02X%02X%02X%02X, %d octets of data]".formatted(cla, ins, p1, p2, data.size());
    }
}
