package org.esimtestbed.euicc.runtime;

import javacard.framework.AID;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// One open logical channel.
final class Channel {
    /// The applet that gets the commands of this channel.
    AID applet;

    /// By which AID it was selected; the platform has several.
    Aid selectedBy;

    /// What is left of a response that was too long, and the status word that ends it.
    Answer pending = new Answer(Bytes.EMPTY, StatusWord.CONDITIONS_NOT_SATISFIED);

    Channel(AID applet, Aid selectedBy) {
        this.applet = applet;
        this.selectedBy = selectedBy;
    }

    void forgetPending() {
        pending = new Answer(Bytes.EMPTY, StatusWord.CONDITIONS_NOT_SATISFIED);
    }
}
