package org.esimtestbed.euicc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import org.esimtestbed.euicc.uicc.ActiveProfile;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.euicc.uicc.Uicc;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An applet written for any Java Card runs beside the card's own applications.
class JavaCardAppletTest {
    private static final byte[] AID_OCTETS = Bytes.hex("F0000000010203").toArray();

    /// Answers INS 40 with the data it got, INS 42 with its channel, INS 44 by breaking down.
    public static final class Echo extends Applet {
        public static void install(byte[] parameters, short offset, byte length) {
            new Echo().register();
        }

        @Override
        public void process(APDU apdu) {
            if (selectingApplet()) return;
            var buffer = apdu.getBuffer();
            switch (buffer[ISO7816.OFFSET_INS]) {
                case 0x40 -> {
                    short length = apdu.setIncomingAndReceive();
                    short data = apdu.getOffsetCdata();
                    apdu.setOutgoing();
                    apdu.setOutgoingLength(length);
                    apdu.sendBytesLong(buffer, data, length);
                }
                case 0x42 -> {
                    buffer[0] = JCSystem.getAssignedChannel();
                    apdu.setOutgoingAndSend((short) 0, (short) 1);
                }
                case 0x44 -> throw new ArithmeticException("broken");
                default -> ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
            }
        }
    }

    private CardRuntime runtime;

    @BeforeEach
    void cardWithApplet() {
        var noProfile = new ActiveProfile() {
            @Override
            public ProfileContent content() {
                return ProfileContent.NONE;
            }

            @Override
            public void commit(ProfileContent content) {
                throw new AssertionError("nothing is to be stored");
            }
        };
        runtime = new CardRuntime(new Uicc(noProfile, new SecureRandom()), List.of());
        var aid = new AID(AID_OCTETS, (short) 0, (byte) AID_OCTETS.length);
        runtime.loadApplet(aid, Echo.class);
        runtime.installApplet(aid, new byte[0], (short) 0, (byte) 0);
        assertThat(send("00A40400" + "07F0000000010203")).isEqualTo("9000");
    }

    private String send(String apdu) {
        return runtime.transmit(Bytes.hex(apdu)).bytes().hex();
    }

    @Test
    void itGetsItsCommands() {
        assertThat(send("8040000003010203" + "00")).isEqualTo("0102039000");
        assertThat(send("8099000000")).isEqualTo("6D00");
    }

    @Test
    void aFullBlockWithLeReachesIt() {
        var data = "5A".repeat(255);
        assertThat(send("80400000FF" + data + "00")).isEqualTo(data + "9000");
    }

    @Test
    void extendedLengthsReachIt() {
        var data = "A5".repeat(1000);
        assertThat(send("804000000003E8" + data + "0000")).isEqualTo(data + "9000");
        assertThat(send("8040000000FFFF" + "00".repeat(65535))).isEqualTo("6700");
    }

    @Test
    void itKnowsItsChannel() {
        assertThat(send("00700000" + "01")).isEqualTo("019000");
        assertThat(send("01A40400" + "07F0000000010203")).isEqualTo("9000");
        assertThat(send("8142000001")).isEqualTo("019000");
        assertThat(send("8042000001")).isEqualTo("009000");
    }

    @Test
    void whereItBreaksDownTheReasonIsKept() {
        assertThat(send("8044000000")).isEqualTo("6F00");
        assertThat(runtime.lastFailure()).get().isInstanceOf(ArithmeticException.class);
        assertThat(send("8040000001AA")).matches("61..");
    }
}
