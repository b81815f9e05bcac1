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

    static Bytes maskResponse(Bytes command, Bytes response) {
        boolean keys = command.size() > 1
                && (command.at(1) == 0x88 || command.at(1) == 0xC0)
                && response.size() > 4
                && response.at(0) == 0xDB; // successful 3G authentication, TS 31.102 §7.1.2.1
        return keys ? response.with(1, Bytes.repeat(MASK, response.size() - 3)) : response;
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
