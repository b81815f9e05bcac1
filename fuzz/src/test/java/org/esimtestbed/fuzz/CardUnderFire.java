package org.esimtestbed.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.euicc.state.StoredForm;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A powered card, made anew from a state, and what must be true of each of its answers:
///
/// * it is a response APDU with a status word that ISO/IEC 7816-4 knows, never 6F00 for something we did not foresee;
/// * an error changes nothing that is kept. One is exempt: the last lost try of a PIN or PUK is answered 6983, the ones
///   before it by the warning 63CX. (A failed installation is told by a result under 9000.)
/// * a result code of ES10 that is no success changes nothing either, with one exception, see [#isRefusal].
final class CardUnderFire {
    private static final int BLOCK = 255;
    private static final Personality HONEST = Personality.honest(EuiccSettings.standard());

    private final CardState initial;
    private final Memory memory;
    private final Card card;

    /// What the card keeps over a loss of power.
    private static final class Memory implements CardStore {
        private CardState state;

        Memory(CardState state) {
            this.state = state;
        }

        @Override
        public Optional<CardState> load() {
            return Optional.of(state);
        }

        @Override
        public void save(CardState next) {
            state = next;
        }
    }

    CardUnderFire(CardState state) {
        initial = state;
        memory = new Memory(state);
        try {
            card = ServerSide.FACTORY.make(ServerSide.IDENTITY, HONEST, memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        card.powerOn();
    }

    CardState state() {
        return memory.state;
    }

    /// Takes the power away and gives it back.
    void cutPower() {
        card.powerOff();
        card.powerOn();
    }

    /// One APDU, one response, checked.
    Bytes transmit(Bytes apdu) {
        var before = memory.state;
        var response = card.transmit(apdu);
        if (response.size() < 2) throw new Finding("no status word for " + apdu);
        int sw1 = response.at(response.size() - 2);
        int sw2 = response.at(response.size() - 1);
        if (sw1 == 0x6F) {
            throw new Finding(
                    "6F%02X for %s".formatted(sw2, apdu), card.lastFailure().orElse(null));
        }
        if (sw1 >>> 4 != 0x6 && sw1 >>> 4 != 0x9 || sw1 == 0x60) {
            throw new Finding("a status word %02X%02X for %s".formatted(sw1, sw2, apdu));
        }
        boolean isError = sw1 >= 0x64 && sw1 <= 0x6F || sw1 == 0x98;
        if (isError && response.size() > 2) throw new Finding("data with %02X%02X for %s".formatted(sw1, sw2, apdu));
        if (isError && hasChanged(before) && !isLostTry(apdu, sw1 << 8 | sw2, before)) {
            throw new Finding("%02X%02X changed the state for %s".formatted(sw1, sw2, apdu));
        }
        return response;
    }

    private boolean hasChanged(CardState before) {
        return memory.state != before && !memory.state.equals(before);
    }

    private static final int BLOCKED = 0x6983;
    // VERIFY PIN, CHANGE PIN, DISABLE PIN, ENABLE PIN, UNBLOCK PIN
    private static final Set<Integer> COMPARING = Set.of(0x20, 0x24, 0x26, 0x28, 0x2C);

    /// Whether nothing but the codes of the enabled Profile has changed.
    private boolean isLostTry(Bytes apdu, int statusWord, CardState before) {
        if (statusWord != BLOCKED || !COMPARING.contains(apdu.at(1))) return false;
        return memory.state.enabled().equals(before.enabled().map(it -> {
            var pins = memory.state.enabled().orElseThrow().content().pins();
            return it.with(it.content().with(pins));
        }));
    }

    /// Opens channel 1 and selects the ISD-R on it.
    CardUnderFire atIsdR() {
        transmit(Bytes.hex("0070000001"));
        transmit(Bytes.hex("01A4040010" + Aid.ISD_R));
        return this;
    }

    /// A command to the ISD-R on channel 1, in as many blocks as it needs; what it answers under 9000 or 91XX, and
    /// nothing if it answers an error.
    Bytes storeData(Bytes command) {
        var before = memory.state;
        var data = Bytes.EMPTY;
        for (int at = 0, number = 0; at < command.size(); at += BLOCK, number++) {
            var block = command.slice(at, Math.min(command.size(), at + BLOCK));
            boolean last = at + BLOCK >= command.size();
            var header = Bytes.of(0x81, 0xE2, last ? 0x91 : 0x11, number & 0xFF, block.size());
            data = whole(transmit(header.plus(block)));
        }
        if (!data.isEmpty() && isRefusal(data) && hasChanged(before)) {
            throw new Finding("the refusal " + data + " changed the state, for " + command);
        }
        return data;
    }

    /// All of a response that comes in pieces.
    private Bytes whole(Bytes first) {
        var response = first;
        var data = Bytes.EMPTY;
        while (response.at(response.size() - 2) == 0x61) {
            data = data.plus(response.first(response.size() - 2));
            response = transmit(Bytes.of(0x81, 0xC0, 0, 0, response.at(response.size() - 1)));
        }
        return data.plus(response.first(response.size() - 2));
    }

    // SetDefaultDpAddress, SetNickname, RemoveNotificationFromList, Enable-, Disable- and DeleteProfile: 80 is the
    // result. Not eUICCMemoryReset, which ends a download that is going on before it finds nothing to delete.
    private static final Set<Integer> RESULTS = Set.of(0xBF3F, 0xBF29, 0xBF30, 0xBF31, 0xBF32, 0xBF33);
    // AuthenticateServer and PrepareDownload: A1 is the error. Not CancelSession, for the same reason.
    private static final Set<Integer> CHOICES = Set.of(0xBF38, 0xBF21);

    private static boolean isRefusal(Bytes answer) {
        try {
            var tlv = Tlv.parse(answer);
            if (RESULTS.contains(tlv.tag())) return tlv.child(0x80).asInt() != 0;
            return CHOICES.contains(tlv.tag()) && tlv.find(0xA1).isPresent();
        } catch (MalformedTlv e) {
            throw new Finding("an answer that is no data object: " + answer, e);
        }
    }

    /// What must be true of the state in the end.
    void checkState() {
        var state = memory.state;
        if (state == initial) return;
        distinct(state.profiles().stream().map(it -> it.isdpAid()).toList(), "ISD-P AIDs");
        distinct(state.profiles().stream().map(it -> it.iccid()).toList(), "ICCIDs");
        long last = -1;
        for (var notification : state.notifications()) {
            long number = notification.seqNumber();
            if (number <= last || number >= state.nextSequenceNumber()) throw new Finding("sequence number " + number);
            last = number;
        }
        var trouble = StoredForm.trouble(initial, state);
        if (trouble.isPresent()) throw new Finding("the state does not survive being stored", trouble.get());
    }

    private static void distinct(List<?> all, String what) {
        if (Set.copyOf(all).size() != all.size()) throw new Finding(what + " are not distinct: " + all);
    }
}
