package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The eUICC shows itself only to a terminal that has said it knows eUICCs.
///
/// @param isdR AID that is hidden until then
record RequireTerminalCapability(Aid isdR) implements Quirk {
    private static final int TERMINAL_CAPABILITY = 0xAA;
    private static final int EUICC_CAPABILITIES = 0x83;
    static final QuirkKind KIND = QuirkKind.with(
            "require-terminal-capability",
            "SELECT of the ISD-R is answered with 6A82 until a TERMINAL CAPABILITY with eUICC-related capabilities "
                    + "(A9 with 83) has come since the last reset.",
            "ETSI TS 102 221 §11.1.19.2.4, SGP.22 §3.4.2",
            "damonto/euicc-go@de1f2a0; estkme-group/openeuicc@3662f93; osmocom/pysim@1290273",
            "the AID that is hidden; that of SGP.22 where left out",
            new RequireTerminalCapability(Aid.ISD_R),
            node -> new RequireTerminalCapability(new Aid(node.octets())));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private boolean announced;

            @Override
            public void reset() {
                announced = false;
            }

            @Override
            public Answer answered(Command command, Answer answer) {
                announced |= command.ins() == TERMINAL_CAPABILITY && namesEuicc(command.data());
                return answer;
            }

            @Override
            public Optional<Answer> insteadOf(Command command) {
                boolean selects = command.isSelectByAid()
                        && !command.data().isEmpty()
                        && isdR.bytes().startsWith(command.data());
                return selects && !announced ? Optional.of(Answer.of(StatusWord.FILE_NOT_FOUND)) : Optional.empty();
            }
        };
    }

    private static boolean namesEuicc(Bytes data) {
        try {
            return Tlv.parse(data).find(EUICC_CAPABILITIES).isPresent();
        } catch (MalformedTlv e) {
            return false;
        }
    }
}
