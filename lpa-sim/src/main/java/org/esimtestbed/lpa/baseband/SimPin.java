package org.esimtestbed.lpa.baseband;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.ServiceState.PinRequired;
import org.esimtestbed.lpa.baseband.ServiceState.PukRequired;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The PIN of the selected application, as a modem finds it out and presents it: VERIFY PIN and UNBLOCK PIN (ETSI TS
/// 102 221 §11.1.9, §11.1.13) on the basic channel.
final class SimPin {
    private static final int PIN_STATUS = 0xC6; // in the FCP, §11.1.1.4.10
    private static final int ENABLED = 0x90;
    private static final int KEY_REFERENCE = 0x83;
    private static final int LAST_APPLICATION_PIN = 0x08;
    private static final int UNIVERSAL_PIN = 0x11;
    private static final int BLOCKED = 0x6983;
    private static final int CODE = 8; // octets, padded with FF (§9.5.1)

    private final Terminal terminal;
    private int reference;

    SimPin(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What the End User has to type before the application can be used.
    ///
    /// @param fcp of the application, tag 62
    /// @return empty for nothing
    Optional<ServiceState> wanted(Tlv fcp) {
        for (var key : enabled(fcp)) {
            int answer = attempts(0x20, key);
            if (answer == BLOCKED) {
                reference = key;
                return Optional.of(new PukRequired(left(attempts(0x2C, key))));
            }
            if (isCount(answer)) {
                reference = key;
                return Optional.of(new PinRequired(left(answer)));
            }
        }
        return Optional.empty();
    }

    /// Presents the PIN that was [#wanted].
    ///
    /// @return whether it was the right one
    boolean verify(Pin pin) {
        return accepted(0x20, padded(pin.digits()));
    }

    /// Presents the PUK and gives the PIN another value.
    ///
    /// @return whether it was the right one
    boolean unblock(Puk puk, Pin newPin) {
        return accepted(0x2C, padded(puk.digits()).plus(padded(newPin.digits())));
    }

    private boolean accepted(int instruction, Bytes codes) {
        var command = Bytes.of(0x00, instruction, 0x00, reference, codes.size()).plus(codes);
        var answer = terminal.send(command);
        if (answer.isOk()) return true;
        if (isCount(answer.statusWord()) || answer.statusWord() == BLOCKED) return false;
        throw new StatusWordRefused(command, answer.statusWord());
    }

    // Without a code the commands change nothing and tell how many attempts are left (§11.1.9.1.3, §11.1.13.1.3).
    private int attempts(int instruction, int key) {
        return terminal.send(Bytes.of(0x00, instruction, 0x00, key)).statusWord();
    }

    private static boolean isCount(int statusWord) {
        return (statusWord & 0xFFF0) == 0x63C0;
    }

    private static int left(int statusWord) {
        return isCount(statusWord) ? statusWord & 0xF : 0;
    }

    /// Of the PINs the application knows those that are on and the End User's: octets of `90` have one bit for each
    /// `83`
    /// (§9.5.2).
    private static List<Integer> enabled(Tlv fcp) {
        var template = fcp.find(PIN_STATUS);
        if (template.isEmpty()) return List.of();
        // C6 is no tag of BER that says it holds others
        var members = Tlv.parseAll(template.get().value());
        var bits = members.stream()
                .filter(it -> it.tag() == ENABLED)
                .map(Tlv::value)
                .findFirst()
                .orElse(Bytes.EMPTY);
        var keys = new ArrayList<Integer>();
        int place = 0;
        for (var member : members) {
            if (member.tag() != KEY_REFERENCE) continue;
            int key = (int) member.value().unsigned();
            boolean on = place / 8 < bits.size() && (bits.at(place / 8) << place % 8 & 0x80) != 0;
            if (on && (key >= 1 && key <= LAST_APPLICATION_PIN || key == UNIVERSAL_PIN)) keys.add(key);
            place++;
        }
        return keys;
    }

    private static Bytes padded(String digits) {
        var octets = Bytes.utf8(digits);
        return octets.plus(Bytes.repeat(0xFF, CODE - octets.size()));
    }
}
