package org.esimtestbed.euicc.isdr;

import java.util.List;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Application;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The ECASD (SGP.22 §2.4.2) towards the Device: it can be selected; its keys and certificates serve the ISD-R
/// inside the card only.
public record Ecasd(Aid aid) implements Application {
    @Override
    public List<Aid> aids() {
        return List.of(aid);
    }

    @Override
    public Answer select(Aid selected, Command command) {
        return Answer.of(Tlv.of(0x6F, Tlv.of(0x84, selected.bytes()), Tlv.of(0xA5, Bytes.EMPTY))
                .raw());
    }

    @Override
    public Answer process(Command command) {
        throw new CommandRefused(StatusWord.UNKNOWN_INSTRUCTION);
    }
}
