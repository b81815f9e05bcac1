package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A command from the card to the Device (ETSI TS 102 223 §6.6).
///
/// @param type        type of command, such as 21 for DISPLAY TEXT (§9.4)
/// @param qualifier   §8.6
/// @param destination device identity: 82 terminal, 02 display, 83 network (§8.7)
/// @param more        what follows command details and device identities, in order
/// @param answered    gets the data objects of TERMINAL RESPONSE
public record ProactiveCommand(
        int type, int qualifier, int destination, List<Tlv> more, Consumer<TerminalResponse> answered) {
    public static final int TERMINAL = 0x82;
    public static final int DISPLAY = 0x02;

    private static final int UICC = 0x81;
    private static final int PROACTIVE_COMMAND = 0xD0;
    // One command at a time, so one number is enough.
    private static final int NUMBER = 1;
    private static final int LONGEST = 256;

    /// @throws IllegalArgumentException if it is too long for one FETCH
    public ProactiveCommand {
        more = List.copyOf(more);
        if (encode(type, qualifier, destination, more).size() > LONGEST) {
            throw new IllegalArgumentException("a proactive command has at most 256 octets");
        }
    }

    /// Command number, type and qualifier, as TERMINAL RESPONSE repeats them.
    Bytes details() {
        return details(type, qualifier);
    }

    Bytes encode() {
        return encode(type, qualifier, destination, more);
    }

    private static Bytes details(int type, int qualifier) {
        return Bytes.of(NUMBER, type, qualifier);
    }

    private static Bytes encode(int type, int qualifier, int destination, List<Tlv> more) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(0x81, details(type, qualifier)));
        members.add(Tlv.of(0x82, Bytes.of(UICC, destination)));
        members.addAll(more);
        return Tlv.of(PROACTIVE_COMMAND, members).raw();
    }
}
