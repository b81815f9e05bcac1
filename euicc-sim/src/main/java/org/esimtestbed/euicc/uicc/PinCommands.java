package org.esimtestbed.euicc.uicc;

import java.security.MessageDigest;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.Pins.Pin;
import org.esimtestbed.euicc.uicc.Pins.Puk;
import org.esimtestbed.rsp.tlv.Bytes;

/// VERIFY, CHANGE, DISABLE, ENABLE and UNBLOCK PIN (ETSI TS 102 221 §11.1.9 to §11.1.13). A wrong try is stored
/// before the answer leaves: cutting the power does not give it back.
final class PinCommands {
    private static final int CODE = 8;

    private final UiccSession session;

    PinCommands(UiccSession session) {
        this.session = session;
    }

    Answer verify(Command command) {
        var key = key(command);
        var pin = pin(key);
        if (command.data().isEmpty()) {
            // asks how many tries are left (§11.1.9.1.3)
            if (session.isVerified(key)) return Answer.OK;
            return Answer.of(
                    pin.triesLeft() == 0 ? StatusWord.BLOCKED : StatusWord.VERIFICATION_FAILED | pin.triesLeft());
        }
        require(command.data().size() == CODE, StatusWord.WRONG_LENGTH);
        require(pin.triesLeft() > 0, StatusWord.BLOCKED);
        require(pin.enabled(), StatusWord.INVALIDATED);
        compare(key, pin, command.data());
        if (pin.triesLeft() != pin.tries()) store(key, pin.withTriesLeft(pin.tries()));
        session.setVerified(key, true);
        return Answer.OK;
    }

    Answer change(Command command) {
        var key = key(command);
        var pin = pin(key);
        require(command.data().size() == 2 * CODE, StatusWord.WRONG_LENGTH);
        require(pin.changeable(), StatusWord.CONDITIONS_NOT_SATISFIED);
        require(pin.triesLeft() > 0, StatusWord.BLOCKED);
        require(pin.enabled(), StatusWord.INVALIDATED);
        compare(key, pin, command.data().first(CODE));
        store(key, pin.withValue(command.data().last(CODE)));
        session.setVerified(key, true);
        return Answer.OK;
    }

    /// P1 b8 names another PIN to stand in for the one that is disabled (§11.1.11.2), P1 01 the universal PIN. No
    /// profile element brings a universal PIN, so there is none to refer to.
    Answer disable(Command command) {
        boolean hasAlternative = (command.p1() & 0xE0) == 0x80 || command.p1() == 0x01;
        require(!hasAlternative, StatusWord.REFERENCED_DATA_NOT_FOUND);
        return enable(command, false);
    }

    Answer enable(Command command) {
        return enable(command, true);
    }

    private Answer enable(Command command, boolean on) {
        var key = key(command);
        var pin = pin(key);
        require(command.data().size() == CODE, StatusWord.WRONG_LENGTH);
        require(on || pin.disableable(), StatusWord.CONDITIONS_NOT_SATISFIED);
        require(pin.triesLeft() > 0, StatusWord.BLOCKED);
        require(pin.enabled() != on, on ? StatusWord.CONDITIONS_NOT_SATISFIED : StatusWord.INVALIDATED);
        compare(key, pin, command.data());
        store(key, pin.withEnabled(on));
        session.setVerified(key, on);
        return Answer.OK;
    }

    Answer unblock(Command command) {
        var key = key(command);
        var pin = pin(key);
        int reference = pin.puk().orElseThrow(() -> new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND));
        var profile = session.profile();
        var puk = profile.pins()
                .puk(reference)
                .orElseThrow(() -> new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND));
        if (command.data().isEmpty()) {
            return Answer.of(
                    puk.triesLeft() == 0 ? StatusWord.BLOCKED : StatusWord.VERIFICATION_FAILED | puk.triesLeft());
        }
        require(command.data().size() == 2 * CODE, StatusWord.WRONG_LENGTH);
        require(puk.triesLeft() > 0, StatusWord.BLOCKED);
        if (!same(puk.value(), command.data().first(CODE))) {
            var worse = puk.withTriesLeft(puk.triesLeft() - 1);
            session.commit(profile.with(profile.pins().with(reference, worse)));
            throw failed(worse.triesLeft());
        }
        // the new value also enables a disabled PIN (§11.1.13.1)
        var renewed = pin.withValue(command.data().last(CODE)).withEnabled(true);
        session.commit(profile.with(profile.pins()
                .with(reference, new Puk(puk.value(), puk.tries(), puk.tries()))
                .with(key, renewed)));
        session.setVerified(key, true);
        return Answer.OK;
    }

    private void compare(Pins.Key key, Pin pin, Bytes presented) {
        if (same(pin.value(), presented)) return;
        var worse = pin.withTriesLeft(pin.triesLeft() - 1);
        store(key, worse);
        session.setVerified(key, false);
        throw failed(worse.triesLeft());
    }

    private static CommandRefused failed(int triesLeft) {
        return new CommandRefused(triesLeft == 0 ? StatusWord.BLOCKED : StatusWord.VERIFICATION_FAILED | triesLeft);
    }

    private void store(Pins.Key key, Pin pin) {
        var profile = session.profile();
        session.commit(profile.with(profile.pins().with(key, pin)));
    }

    private Pins.Key key(Command command) {
        require(command.p1() == 0, StatusWord.INCORRECT_P1_P2);
        return session.key(command.channel(), command.p2());
    }

    private Pin pin(Pins.Key key) {
        return session.profile()
                .pins()
                .pin(key)
                .orElseThrow(() -> new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND));
    }

    private static boolean same(Bytes one, Bytes other) {
        return MessageDigest.isEqual(one.toArray(), other.toArray());
    }

    private static void require(boolean condition, int otherwise) {
        if (!condition) throw new CommandRefused(otherwise);
    }
}
