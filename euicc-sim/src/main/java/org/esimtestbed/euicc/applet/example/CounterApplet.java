package org.esimtestbed.euicc.applet.example;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/// Counts, and echoes. `80 50 P1 00 02` adds P1 and answers the sum, 2 octets; `80 52 00 00 Lc data Le` answers the
/// data.
public final class CounterApplet extends Applet {
    private static final byte ADD = 0x50;
    private static final byte ECHO = 0x52;

    private short sum;

    private CounterApplet() {}

    public static void install(byte[] parameters, short offset, byte length) {
        new CounterApplet().register();
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) return;
        var buffer = apdu.getBuffer();
        switch (buffer[ISO7816.OFFSET_INS]) {
            case ADD -> {
                sum += (short) (buffer[ISO7816.OFFSET_P1] & 0xFF);
                Util.setShort(buffer, (short) 0, sum);
                apdu.setOutgoingAndSend((short) 0, (short) 2);
            }
            case ECHO -> {
                short length = apdu.setIncomingAndReceive();
                short data = apdu.getOffsetCdata();
                apdu.setOutgoing();
                apdu.setOutgoingLength(length);
                apdu.sendBytesLong(buffer, data, length);
            }
            default -> ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }
}
