package org.esimtestbed.euicc.runtime;

import javacard.framework.AID;
import javacard.framework.Applet;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// One open logical channel.
final class Channel {
    /// The applet that gets the commands of this channel, by name and itself: the runtime's own look-up of a name is
    /// slow, and every command needs it.
    AID applet;

    Applet instance;

    /// By which AID it was selected; the platform has several.
    Aid selectedBy;

    /// What is left of a response that was too long, and the status word that ends it.
    Answer pending = new Answer(Bytes.EMPTY, StatusWord.CONDITIONS_NOT_SATISFIED);

    Channel(AID applet, Applet instance, Aid selectedBy) {
        this.applet = applet;
        this.instance = instance;
        this.selectedBy = selectedBy;
    }

    void turnTo(AID newApplet, Applet newInstance, Aid newlySelectedBy) {
        applet = newApplet;
        instance = newInstance;
        selectedBy = newlySelectedBy;
    }

    void forgetPending() {
        pending = new Answer(Bytes.EMPTY, StatusWord.CONDITIONS_NOT_SATISFIED);
    }
}
