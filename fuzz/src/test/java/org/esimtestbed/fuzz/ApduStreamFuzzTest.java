package org.esimtestbed.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// A terminal that sends anything to a card with an enabled Profile.
///
/// Input: one octet of flags for what was done before (01 ISD-R on channel 1, 02 USIM selected, 04 PIN1 verified, 08
/// PIN2,
/// 10 ADM1), then APDUs, each behind its length ([Input#run]). An empty one takes the power away and gives it back.
class ApduStreamFuzzTest {
    private static final int MOST = 64;
    // A response has up to 64 KiB behind an APDU of 7 octets; a commit copies the list of all contents.
    private static final Cost COST = new Cost(2 << 20, 32 * 1024);

    private static final Bytes SELECT_USIM = Bytes.hex("00A404040CA0000000871002FFFFFFFF89");
    private static final Bytes VERIFY_PIN1 = Bytes.hex("002000010831323334FFFFFFFF");
    private static final Bytes VERIFY_PIN2 = Bytes.hex("002000810835363738FFFFFFFF");
    private static final Bytes VERIFY_ADM1 = Bytes.hex("0020000A083131313131313131");

    @FuzzTest
    @DictionaryFile(resourcePath = "apdu.dict")
    void apdus(byte[] octets) {
        COST.limit(octets.length, () -> run(new Input(octets)));
    }

    /// All answers but those to what was done before.
    static List<Bytes> run(Input input) {
        var answers = new ArrayList<Bytes>();
        var card = new CardUnderFire(States.INSTALLED);
        int flags = input.octet();
        if ((flags & 0x01) != 0) card.atIsdR();
        if ((flags & 0x02) != 0) card.transmit(SELECT_USIM);
        if ((flags & 0x04) != 0) card.transmit(VERIFY_PIN1);
        if ((flags & 0x08) != 0) card.transmit(VERIFY_PIN2);
        if ((flags & 0x10) != 0) card.transmit(VERIFY_ADM1);
        for (int count = 0; count < MOST && !input.isEmpty(); count++) {
            var apdu = input.run();
            if (apdu.isEmpty()) {
                card.cutPower();
            } else {
                answers.add(card.transmit(apdu));
            }
        }
        card.checkState();
        return answers;
    }
}
