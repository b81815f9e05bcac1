package org.esimtestbed.euicc.uicc;

import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.aka.AkaAlgorithm;
import org.esimtestbed.rsp.aka.Autn;
import org.esimtestbed.rsp.aka.Auts;
import org.esimtestbed.rsp.aka.GsmKeys;
import org.esimtestbed.rsp.aka.TestAlgorithm;
import org.esimtestbed.rsp.tlv.Bytes;

/// AUTHENTICATE (3GPP TS 31.102 §7.1, TS 31.103 §7.1): the network proves itself to the USIM or ISIM, and it to the
/// network.
final class Authenticate {
    private static final int GSM_CONTEXT = 0x80;
    private static final int AKA_CONTEXT = 0x81;
    private static final int SUCCESS = 0xDB;
    private static final int SYNCHRONISATION_FAILURE = 0xDC;
    private static final int USIM = 0x1002;

    private final UiccSession session;

    Authenticate(UiccSession session) {
        this.session = session;
    }

    Answer answer(Command command) {
        if (command.p1() != 0) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var adf = session.selection(command.channel())
                .adf()
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        var profile = session.profile();
        var aid = adf.aid().orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        var naa = profile.naa(aid).orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        // PIN verification comes first (TS 31.102 §7.1.1.1)
        command.require(session.applicationPinIsSatisfied(adf), StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        boolean isUsim = aid.bytes().size() >= 7 && aid.bytes().slice(5, 7).unsigned() == USIM;
        return switch (command.p2()) {
            case AKA_CONTEXT -> aka(naa, command.data(), isUsim);
            case GSM_CONTEXT -> {
                if (!isUsim) throw new CommandRefused(StatusWord.CONTEXT_NOT_SUPPORTED);
                yield gsm(naa, command.data());
            }
            // GBA, local key establishment, VGCS/VBS: services this card does not announce
            case 0x82, 0x84 -> throw new CommandRefused(StatusWord.CONTEXT_NOT_SUPPORTED);
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
    }

    /// TS 33.102 §6.3.3: first the MAC, then whether the sequence number is fresh.
    private Answer aka(Naa before, Bytes data, boolean isUsim) {
        if (data.size() != 34 || data.at(0) != 16 || data.at(17) != 16) {
            throw new CommandRefused(StatusWord.WRONG_LENGTH);
        }
        var naa = challenged(before);
        var rand = data.slice(1, 17);
        var autn = Autn.of(data.slice(18, 34));
        var functions = naa.key().functions();
        var keys = functions.f2345(rand);
        var sqn = autn.sqn(keys.ak());
        if (!functions.f1(rand, sqn, autn.amf()).equals(autn.macA())) {
            throw new CommandRefused(StatusWord.MAC_FAILURE);
        }
        long number = sqn.unsigned();
        boolean asksForResynchronisation =
                functions instanceof TestAlgorithm && autn.amf().equals(TestAlgorithm.AMF_RESYNCH);
        if (asksForResynchronisation
                || !naa.sequence().isFresh(number, naa.key().delta(), naa.key().ageLimit())) {
            var auts = Auts.compose(functions, rand, sqnMs(naa));
            return Answer.of(Bytes.concat(Bytes.of(SYNCHRONISATION_FAILURE), withLength(auts.bytes())));
        }
        session.commit(session.profile().with(naa, naa.accepted(number)));
        var answer =
                Bytes.concat(Bytes.of(SUCCESS), withLength(keys.res()), withLength(keys.ck()), withLength(keys.ik()));
        // Kc follows where the USIM supports GSM access (TS 31.102 §7.1.2.1)
        return Answer.of(isUsim ? answer.plus(withLength(GsmKeys.of(keys).kc())) : answer);
    }

    /// A key whose counter has run out answers nothing any more; the count is stored before the key is used.
    private Naa challenged(Naa naa) {
        if (naa.challengesLeft().isEmpty()) return naa;
        if (naa.challengesLeft().get() <= 0) throw new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED);
        var counted = naa.challenged();
        session.commit(session.profile().with(naa, counted));
        return counted;
    }

    private Answer gsm(Naa before, Bytes data) {
        if (data.size() != 17 || data.at(0) != 16) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var naa = challenged(before);
        AkaAlgorithm functions = naa.key().functions();
        var keys = GsmKeys.of(functions.f2345(data.from(1)));
        return Answer.of(Bytes.concat(withLength(keys.sres()), withLength(keys.kc())));
    }

    private static Bytes sqnMs(Naa naa) {
        long number = naa.sequence().sqnMs();
        return Bytes.of(
                (int) (number >> 40),
                (int) (number >> 32),
                (int) (number >> 24),
                (int) (number >> 16),
                (int) (number >> 8),
                (int) number);
    }

    private static Bytes withLength(Bytes value) {
        return Bytes.of(value.size()).plus(value);
    }
}
