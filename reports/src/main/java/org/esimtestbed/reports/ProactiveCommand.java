package org.esimtestbed.reports;

import java.util.Map;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a card asks of the device, and what the device answers (ETSI TS 102 223), in words.
final class ProactiveCommand {
    private static final int REFRESH = 0x01;

    // ETSI TS 102 223 §9.4
    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(REFRESH, "REFRESH"),
            Map.entry(0x02, "MORE TIME"),
            Map.entry(0x03, "POLL INTERVAL"),
            Map.entry(0x04, "POLLING OFF"),
            Map.entry(0x05, "SET UP EVENT LIST"),
            Map.entry(0x10, "SET UP CALL"),
            Map.entry(0x11, "SEND SS"),
            Map.entry(0x12, "SEND USSD"),
            Map.entry(0x13, "SEND SHORT MESSAGE"),
            Map.entry(0x14, "SEND DTMF"),
            Map.entry(0x15, "LAUNCH BROWSER"),
            Map.entry(0x20, "PLAY TONE"),
            Map.entry(0x21, "DISPLAY TEXT"),
            Map.entry(0x22, "GET INKEY"),
            Map.entry(0x23, "GET INPUT"),
            Map.entry(0x24, "SELECT ITEM"),
            Map.entry(0x25, "SET UP MENU"),
            Map.entry(0x26, "PROVIDE LOCAL INFORMATION"),
            Map.entry(0x27, "TIMER MANAGEMENT"),
            Map.entry(0x28, "SET UP IDLE MODE TEXT"),
            Map.entry(0x34, "RUN AT COMMAND"),
            Map.entry(0x35, "LANGUAGE NOTIFICATION"),
            Map.entry(0x40, "OPEN CHANNEL"),
            Map.entry(0x41, "CLOSE CHANNEL"),
            Map.entry(0x42, "RECEIVE DATA"),
            Map.entry(0x43, "SEND DATA"),
            Map.entry(0x44, "GET CHANNEL STATUS"));

    // ETSI TS 102 223 §8.6, command qualifier of REFRESH
    private static final Map<Integer, String> REFRESH_MODES = Map.ofEntries(
            Map.entry(0x00, "NAA Initialization and Full File Change Notification"),
            Map.entry(0x01, "File Change Notification"),
            Map.entry(0x02, "NAA Initialization and File Change Notification"),
            Map.entry(0x03, "NAA Initialization"),
            Map.entry(0x04, "UICC Reset"),
            Map.entry(0x05, "NAA Application Reset"),
            Map.entry(0x06, "NAA Session Reset"),
            Map.entry(0x07, "Steering of Roaming"),
            Map.entry(0x08, "Steering of Roaming for I-WLAN"),
            Map.entry(0x09, "eUICC Profile State Change"),
            Map.entry(0x0A, "Application Update"));

    // ETSI TS 102 223 §8.12, general result
    private static final Map<Integer, String> RESULTS = Map.ofEntries(
            Map.entry(0x00, "performed successfully"),
            Map.entry(0x01, "performed with partial comprehension"),
            Map.entry(0x02, "performed with missing information"),
            Map.entry(0x03, "REFRESH performed with additional EFs read"),
            Map.entry(0x07, "performed but modified by the NAA"),
            Map.entry(0x10, "session terminated by the user"),
            Map.entry(0x12, "no response from the user"),
            Map.entry(0x20, "terminal currently unable to process the command"),
            Map.entry(0x21, "network currently unable to process the command"),
            Map.entry(0x30, "beyond the terminal's capabilities"),
            Map.entry(0x31, "command type not understood by the terminal"),
            Map.entry(0x32, "command data not understood by the terminal"),
            Map.entry(0x33, "command number not known by the terminal"),
            Map.entry(0x36, "required values are missing"));

    private ProactiveCommand() {}

    /// `REFRESH: UICC Reset` of the data object 'D0' that FETCH gave.
    static String fetched(Bytes data) {
        try {
            var details = object(Tlv.parse(data).expect(0xD0).value(), 0x01).sized(3);
            int type = details.at(1);
            int qualifier = details.at(2);
            if (type == REFRESH) {
                return "REFRESH: " + REFRESH_MODES.getOrDefault(qualifier, "mode %02X".formatted(qualifier));
            }
            return TYPES.getOrDefault(type, "proactive command type %02X".formatted(type));
        } catch (MalformedTlv odd) {
            return "no proactive command (" + odd.getMessage() + ")";
        }
    }

    /// `REFRESH, performed successfully` of the data of a TERMINAL RESPONSE.
    static String answered(Bytes data) {
        try {
            int type = object(data, 0x01).sized(3).at(1);
            int result = object(data, 0x03).sized(1, 255).at(0);
            return TYPES.getOrDefault(type, "type %02X".formatted(type)) + ", "
                    + RESULTS.getOrDefault(result, "result %02X".formatted(result));
        } catch (MalformedTlv odd) {
            return "malformed (" + odd.getMessage() + ")";
        }
    }

    // bit 8 of a tag asks for comprehension and is no part of its name (ETSI TS 101 220 §7.1.1)
    private static Tlv object(Bytes objects, int tag) {
        return Tlv.parseAll(objects).stream()
                .filter(object -> (object.tag() & 0x7F) == tag)
                .findFirst()
                .orElseThrow(() -> new MalformedTlv(0, "lacks data object %02X".formatted(tag)));
    }
}
