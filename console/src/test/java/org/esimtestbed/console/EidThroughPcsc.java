package org.esimtestbed.console;

import java.time.InstantSource;
import javax.smartcardio.TerminalFactory;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.PcscChannel;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.trace.Tracer;

/// The LPA's own way through PC/SC, as a program of [PcscChainTest]: prints the EID, twice with a cold reset between.
final class EidThroughPcsc {
    private EidThroughPcsc() {}

    public static void main(String[] reader) {
        var clock = InstantSource.system();
        try (var card = PcscChannel.named(TerminalFactory.getDefault().terminals(), reader[0])) {
            for (int life = 1; life <= 2; life++) {
                try (var euicc = Isdr.open(new Terminal(card, Tracer.NONE, clock, "LPA"), Tracer.NONE, clock)) {
                    System.out.println("EID in life " + life + ": "
                            + euicc.call(new GetEid()).digits());
                }
                card.reset();
            }
        }
    }
}
