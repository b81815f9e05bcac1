package org.esimtestbed.euicc.applet.example;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import uicc.toolkit.ProactiveHandlerSystem;
import uicc.toolkit.ToolkitConstants;
import uicc.toolkit.ToolkitInterface;
import uicc.toolkit.ToolkitRegistrySystem;

/// A menu entry that shows a text when it is selected. Its application specific parameters (C9) are the text, in 8-bit
/// characters; without them it greets.
public final class MenuApplet extends Applet implements ToolkitInterface {
    private static final byte[] TITLE = {'T', 'e', 's', 't', 'b', 'e', 'd'};
    private static final byte[] GREETING = {'H', 'e', 'l', 'l', 'o', '!'};
    // High priority, and the user clears the text (ETSI TS 102 223 §8.6).
    private static final byte UNTIL_CLEARED = (byte) 0x81;

    private final byte[] text;

    private MenuApplet(byte[] text) {
        this.text = text;
        ToolkitRegistrySystem.getEntry()
                .initMenuEntry(TITLE, (short) 0, (short) TITLE.length, (byte) 0, false, (byte) 0, (short) 0);
    }

    /// @param parameters AID, privileges and C9, each behind its length
    public static void install(byte[] parameters, short offset, byte length) {
        short at = (short) (offset + 1 + parameters[offset]);
        at += (short) (1 + parameters[at]);
        var text = new byte[parameters[at]];
        System.arraycopy(parameters, at + 1, text, 0, text.length);
        new MenuApplet(text.length == 0 ? GREETING : text).register();
    }

    @Override
    public void processToolkit(short event) {
        if (event != ToolkitConstants.EVENT_MENU_SELECTION) return;
        var command = ProactiveHandlerSystem.getTheHandler();
        command.initDisplayText(UNTIL_CLEARED, ToolkitConstants.DCS_8_BIT_DATA, text, (short) 0, (short) text.length);
        command.send();
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) return;
        ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
    }
}
