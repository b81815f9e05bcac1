package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;

/// Replaces what no trace may hold by octets 2A ('*'): PINs in commands, session keys in the answer to AUTHENTICATE.
final class ApduSecrets {
    private static final int MASK = 0x2A;

    private ApduSecrets() {}

    static Bytes maskCommand(Bytes command) {
        return command.size() > 5 && carriesPin(command.at(1))
                ? command.with(5, Bytes.repeat(MASK, Math.min(command.at(4), command.size() - 5)))
                : command;
    }

    /// @param command what the response answers; for a GET RESPONSE the command before it
    /// @param before  data of the same answer that came earlier
    static Bytes maskResponse(Bytes command, Bytes before, Bytes response) {
        boolean authenticate = command.size() > 1 && command.at(1) == 0x88;
        if (!authenticate || response.size() <= 2) return response;
        int tag = before.isEmpty() ? response.at(0) : before.at(0);
        if (tag == 0xDC) return response; // AUTS, which travels in the open (TS 31.102 §7.1.2.1)
        int from = before.isEmpty() && tag == 0xDB ? 1 : 0;
        return response.with(from, Bytes.repeat(MASK, response.size() - 2 - from));
    }

    // VERIFY, CHANGE, DISABLE, ENABLE, UNBLOCK PIN
    private static boolean carriesPin(int instruction) {
        return instruction == 0x20
                || instruction == 0x24
                || instruction == 0x26
                || instruction == 0x28
                || instruction == 0x2C;
    }
}
