package org.esimtestbed.euicc.runtime;

import javacard.framework.AID;
import javacard.framework.Applet;
import javacard.framework.MultiSelectable;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// One open logical channel: what is selected on it, and what is left of its last response.
final class Channel {
    private static final Answer NOTHING = new Answer(Bytes.EMPTY, StatusWord.CONDITIONS_NOT_SATISFIED);

    private AID applet;
    // The runtime's own look-up of a name is slow, and every command needs it.
    private Applet instance;
    private Aid selectedBy;
    private Answer pending = NOTHING;

    Channel(AID applet, Applet instance, Aid selectedBy) {
        this.applet = applet;
        this.instance = instance;
        this.selectedBy = selectedBy;
    }

    /// The applet that gets the commands of this channel, by name.
    AID applet() {
        return applet;
    }

    Applet instance() {
        return instance;
    }

    /// By which AID it was selected; the platform has several.
    Aid selectedBy() {
        return selectedBy;
    }

    void turnTo(AID newApplet, Applet newInstance, Aid newlySelectedBy) {
        applet = newApplet;
        instance = newInstance;
        selectedBy = newlySelectedBy;
    }

    /// Tells the applet that the channel turns away from it.
    ///
    /// @param number of this channel
    void leave(int number) {
        switch (instance) {
            case ApplicationApplet ours -> ours.application().deselected(number);
            case MultiSelectable multi -> multi.deselect(false);
            default -> instance.deselect();
        }
    }

    // --- long responses (ISO/IEC 7816-4 §11.7.1) ------------------------------------------------------------------

    void forgetPending() {
        pending = NOTHING;
    }

    Answer getResponse(Command command) {
        if (command.p1p2() != 0) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        if (!command.data().isEmpty()) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        if (pending.data().isEmpty()) throw new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED);
        return cut(pending, command.expected());
    }

    /// As much of an answer as the terminal expects; the rest waits for GET RESPONSE.
    Answer cut(Answer whole, int expected) {
        int size = whole.data().size();
        if (size <= expected) {
            forgetPending();
            return whole;
        }
        pending = new Answer(whole.data().from(expected), whole.statusWord());
        int left = size - expected;
        return new Answer(whole.data().first(expected), StatusWord.MORE_DATA | (left > 0xFF ? 0 : left));
    }
}
