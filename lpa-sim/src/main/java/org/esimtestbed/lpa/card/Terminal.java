package org.esimtestbed.lpa.card;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// The device's side of ETSI TS 102 221: fetches what the card keeps ready (61xx, 6Cxx), remembers that it wants to
/// speak (91xx), and tells the trace of every exchange. One device, one thread at a time.
public final class Terminal {
    /// The command was lost on its way, and nothing was carried out: SW1 66 is an execution error, which ends the
    /// process (ISO/IEC 7816-4, status bytes), and cards in phones give 6601 where octets of a long command did
    /// not arrive.
    static final int CHECKSUM_ERROR = 0x6601;

    private static final int ATTEMPTS = 3;
    private static final int WRONG_LENGTH = 0x6700;
    private static final int STORE_DATA = 0xE2;
    private static final int GET_RESPONSE = 0xC0;

    private final CardChannel card;
    private final Tracer tracer;
    private final InstantSource clock;
    private final String name;
    private int proactiveLength;
    private boolean leavesLeOut;
    // of the command under way, for the trace
    private Bytes answered = Bytes.EMPTY;
    private Bytes before = Bytes.EMPTY;

    /// @param name who speaks, for the trace: `LPA`, `Baseband`
    public Terminal(CardChannel card, Tracer tracer, InstantSource clock, String name) {
        this(card, UnaryOperator.identity(), tracer, clock, name);
    }

    /// @param around what stands before the door to the card; the trace tells what passes the door itself
    public Terminal(
            CardChannel card, UnaryOperator<CardChannel> around, Tracer tracer, InstantSource clock, String name) {
        this.card = around.apply(new Traced(card));
        this.tracer = tracer;
        this.clock = clock;
        this.name = name;
    }

    /// Sends a command and collects the whole response. A card that refuses a command with data for its Le of 00
    /// gets it, and all later ones, without, as over T=0: its answer then comes by GET RESPONSE. Blocks of
    /// STORE DATA and GET RESPONSEs that get lost are sent three times in all.
    ///
    /// @throws StatusWordRefused if the card has carried the command out and its answer gets lost
    public Response send(Bytes whole) {
        var command = leavesLeOut && hasLeZero(whole) ? whole.first(whole.size() - 1) : whole;
        var response = exchange(command, command, Bytes.EMPTY);
        if (response.statusWord() == WRONG_LENGTH && hasLeZero(command)) {
            leavesLeOut = true;
            var again = send(whole);
            leavesLeOut = again.statusWord() != WRONG_LENGTH; // else the length is wrong for another reason
            return again;
        }
        if (response.sw1() == 0x6C) {
            response = exchange(withLe(command, response.sw2()), command, Bytes.EMPTY);
        }
        var data = response.data();
        while (response.sw1() == 0x61) {
            var fetch = Bytes.of(command.at(0), GET_RESPONSE, 0x00, 0x00, response.sw2());
            response = exchange(fetch, command, data);
            // must not look as if the command itself were lost: whoever sends it again has it carried out twice
            if (response.statusWord() == CHECKSUM_ERROR) throw new StatusWordRefused(fetch, CHECKSUM_ERROR);
            data = data.plus(response.data());
        }
        if (response.sw1() == 0x91) proactiveLength = response.sw2() == 0 ? 256 : response.sw2();
        return new Response(data, response.statusWord());
    }

    // In the place of the Le there is, or behind the data of a command without.
    private static Bytes withLe(Bytes command, int le) {
        boolean hasNone = command.size() > 5 && command.size() == command.at(4) + 5;
        return hasNone ? command.plus(Bytes.of(le)) : command.with(command.size() - 1, Bytes.of(le));
    }

    private static boolean hasLeZero(Bytes command) {
        return command.size() > 5 && command.size() == command.at(4) + 6 && command.at(command.size() - 1) == 0;
    }

    /// As [#send], for a command that must succeed.
    ///
    /// @throws StatusWordRefused if it does not
    public Bytes require(Bytes command) {
        var response = send(command);
        if (!response.isOk()) throw new StatusWordRefused(command, response.statusWord());
        return response.data();
    }

    /// Cold reset; nothing is pending afterwards.
    public Bytes reset() {
        proactiveLength = 0;
        return card.reset();
    }

    /// How many octets a proactive command has that the card announced with 91xx, 0 for none; asking clears it.
    public int takeProactive() {
        int length = proactiveLength;
        proactiveLength = 0;
        return length;
    }

    /// @param answering the command whose answer this fetches
    /// @param earlier   what has come of that answer already
    private Response exchange(Bytes command, Bytes answering, Bytes earlier) {
        answered = answering;
        before = earlier;
        var response = Response.of(card.transmit(command));
        boolean again = command.at(1) == STORE_DATA || command.at(1) == GET_RESPONSE;
        for (int attempt = 1; again && attempt < ATTEMPTS && response.statusWord() == CHECKSUM_ERROR; attempt++) {
            response = Response.of(card.transmit(command));
        }
        return response;
    }

    private final class Traced implements CardChannel {
        private final CardChannel honest;

        Traced(CardChannel honest) {
            this.honest = honest;
        }

        @Override
        public Bytes transmit(Bytes command) {
            var at = clock.instant();
            long start = System.nanoTime();
            var response = honest.transmit(command);
            var took = Duration.ofNanos(System.nanoTime() - start);
            tracer.record(new TraceEvent.ApduExchange(
                    at,
                    took,
                    name,
                    "eUICC",
                    ApduSecrets.maskCommand(command),
                    ApduSecrets.maskResponse(answered, before, response)));
            return response;
        }

        @Override
        public Bytes reset() {
            return honest.reset();
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
