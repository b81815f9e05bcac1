package org.esimtestbed.reports;

import java.util.HashMap;
import java.util.Map;

/// The status word of a response APDU and what it means (ETSI TS 102 221 §10.2.1).
///
/// @param value 0 to FFFF
public record StatusWord(int value) {
    private static final Map<Integer, String> MEANINGS = meanings("""
            9000 normal ending
            9300 SIM Application Toolkit is busy
            6200 no information given, non-volatile memory unchanged
            6281 part of the returned data may be corrupted
            6282 end of file or record reached, or nothing found
            6283 selected file deactivated
            6284 selected file terminated
            6285 selected file terminated
            62F1 more data available
            62F2 more data available and proactive command pending
            62F3 response data available
            63F1 more data expected
            63F2 more data expected and proactive command pending
            6400 no information given, non-volatile memory unchanged
            6500 no information given, non-volatile memory changed
            6581 memory problem
            6700 wrong length
            6800 no information given
            6881 logical channel not supported
            6882 secure messaging not supported
            6883 last command of the chain expected
            6884 command chaining not supported
            6900 no information given
            6981 command incompatible with file structure
            6982 security status not satisfied
            6983 authentication or PIN method blocked
            6984 referenced data invalidated
            6985 conditions of use not satisfied
            6986 command not allowed: no EF selected
            6987 expected secure messaging data objects missing
            6988 secure messaging data objects incorrect
            6989 command not allowed: secure channel, security not satisfied
            6A80 incorrect parameters in the data field
            6A81 function not supported
            6A82 file or application not found
            6A83 record not found
            6A84 not enough memory space
            6A86 incorrect parameters P1 to P2
            6A87 Lc inconsistent with P1 to P2
            6A88 referenced data not found
            6B00 wrong parameters P1 to P2
            6D00 instruction code not supported or invalid
            6E00 class not supported
            6F00 technical problem, no precise diagnosis
            9850 INCREASE cannot be performed, maximum reached
            9862 authentication error: incorrect MAC
            9863 security session or association expired
            9864 minimum UICC suspension time is too long
            """);

    /// `9000`
    public String hex() {
        return "%04X".formatted(value);
    }

    public String meaning() {
        var known = MEANINGS.get(value);
        if (known != null) return known;
        int sw2 = value & 0xFF;
        return switch (value >> 8) {
            case 0x91 -> "normal ending, proactive command of " + length(sw2) + " waits";
            case 0x92 -> "normal ending, about a data transfer session";
            case 0x61 -> length(sw2) + " of response wait";
            case 0x6C -> "wrong Le, " + length(sw2) + " are right";
            case 0x63 -> (sw2 & 0xF0) == 0xC0 ? "not verified, tries left: " + (sw2 & 0x0F) : "warning";
            case 0x62 -> "warning, non-volatile memory unchanged";
            case 0x67 -> "wrong length, as the command defines";
            case 0x6F -> "technical problem, as the command defines";
            default -> "not of ETSI TS 102 221";
        };
    }

    private static String length(int sw2) {
        return (sw2 == 0 ? 256 : sw2) + " octets"; // 00 stands for 256, ISO 7816-4
    }

    /// Whether the card did not do what it was asked: no success, no warning, no request to go on differently.
    public boolean refuses() {
        return switch (value >> 8) {
            case 0x90, 0x91, 0x92, 0x61, 0x6C, 0x62 -> false;
            case 0x63 -> (value & 0xF0) == 0xC0;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return hex() + " " + meaning();
    }

    private static Map<Integer, String> meanings(String table) {
        var meanings = new HashMap<Integer, String>();
        table.lines().forEach(line -> meanings.put(Integer.parseInt(line, 0, 4, 16), line.substring(5)));
        return meanings;
    }
}
