package org.esimtestbed.lpa.card;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.Es10Command;
import org.esimtestbed.rsp.es10.Es10Function;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// The ISD-R on a logical channel of its own (SGP.22 §5.7.1), or on the basic channel of a card that has no
/// other: functions of ES10 as STORE DATA.
public final class Isdr implements AutoCloseable {
    /// Octets of the largest STORE DATA block.
    public static final int MAX_BLOCK = StoreData.MAX_BLOCK;

    private static final int BASIC_CHANNEL = 0;

    // No channel left, channels not supported, instruction or class unknown: what cards without channels say.
    private static final Set<Integer> NO_CHANNELS = Set.of(0x6A81, 0x6881, 0x6D00, 0x6E00);
    private static final Bytes SELECT_MF = Bytes.hex("00A4000C023F00");
    private static final Bytes LPAD_CAPABILITY = Bytes.hex("80AA000005A903830107");

    private final Terminal terminal;
    private final Tracer tracer;
    private final InstantSource clock;
    private final int channel;
    private final Version svn;
    private final StoreData storeData;
    private final Es10Door door;

    private Isdr(
            Terminal terminal,
            Tracer tracer,
            InstantSource clock,
            int channel,
            Version svn,
            StoreData storeData,
            UnaryOperator<Es10Door> around) {
        this.terminal = terminal;
        this.tracer = tracer;
        this.clock = clock;
        this.channel = channel;
        this.svn = svn;
        this.storeData = storeData;
        this.door = around.apply(new Honest());
    }

    /// Announces the LPAd (TERMINAL CAPABILITY), opens a channel and selects the ISD-R under any of the AIDs it is
    /// known
    /// to have.
    ///
    /// @throws StatusWordRefused if the card has no ISD-R
    public static Isdr open(Terminal terminal, Tracer tracer, InstantSource clock) {
        return open(terminal, tracer, clock, MAX_BLOCK);
    }

    /// @param segmentSize octets of one STORE DATA block, 1 to 255; more where a command would need more than
    ///                    256 of them
    public static Isdr open(Terminal terminal, Tracer tracer, InstantSource clock, int segmentSize) {
        return open(terminal, tracer, clock, segmentSize, IsdrAids.wellKnown(), UnaryOperator.identity());
    }

    /// @param aids   where the ISD-R is looked for
    /// @param around what stands before the door to the ISD-R
    public static Isdr open(
            Terminal terminal,
            Tracer tracer,
            InstantSource clock,
            int segmentSize,
            IsdrAids aids,
            UnaryOperator<Es10Door> around) {
        if (segmentSize < 1 || segmentSize > MAX_BLOCK) { // before the card hears anything
            throw new IllegalArgumentException("a STORE DATA block has 1 to 255 octets: " + segmentSize);
        }
        terminal.send(LPAD_CAPABILITY); // a card that does not know it says so and loses nothing
        int channel = openChannel(terminal);
        try {
            var fci = aids.select(terminal, channel);
            var svn = fci.find(0xE0).flatMap(template -> template.find(0x82)).map(Tlv::value);
            return new Isdr(
                    terminal,
                    tracer,
                    clock,
                    channel,
                    svn.map(Version::of).orElse(new Version(2, 0, 0)),
                    new StoreData(terminal, channel, segmentSize),
                    around);
        } catch (RuntimeException e) {
            closeChannel(terminal, channel);
            throw e;
        }
    }

    private static int openChannel(Terminal terminal) {
        var manageChannel = Bytes.of(0x00, 0x70, 0x00, 0x00, 0x01);
        var answer = terminal.send(manageChannel);
        if (NO_CHANNELS.contains(answer.statusWord())) return BASIC_CHANNEL;
        if (!answer.isOk() || answer.data().isEmpty()) throw new StatusWordRefused(manageChannel, answer.statusWord());
        return answer.data().at(0);
    }

    /// The SGP.22 version the ISD-R announced.
    public Version svn() {
        return svn;
    }

    /// Calls one function of ES10.
    ///
    /// @throws StatusWordRefused if the card refuses the APDU rather than the function
    /// @throws Es10Refused       if it answers with an error where a list belongs
    /// @throws org.esimtestbed.rsp.tlv.MalformedTlv if the answer is none of that function
    public <R> R call(Es10Command<R> command) {
        var response = Tlv.parse(door.command(command.request()));
        var error = Es10Refused.inPlaceOfList(response);
        if (error.isPresent()) throw error.get();
        return command.response(response);
    }

    /// ES10b.LoadBoundProfilePackage (SGP.22 §5.7.6): segment by segment, until the eUICC gives its result.
    ///
    /// @param loaded is told how many segments the card has taken
    /// @return empty if the card takes the whole package and says nothing
    /// @throws StatusWordRefused if the card ends it without a result
    public Optional<ProfileInstallationResult> loadBoundProfilePackage(BoundProfilePackage bpp, IntConsumer loaded) {
        List<Bytes> segments = bpp.segments();
        var at = clock.instant();
        long start = System.nanoTime();
        for (int i = 0; i < segments.size(); i++) {
            var response = door.segment(segments.get(i));
            loaded.accept(i + 1);
            if (!response.isEmpty()) { // the first answer is the last, early or not
                trace(at, start, bpp.tlv(), response);
                return Optional.of(ProfileInstallationResult.of(Tlv.parse(response)));
            }
        }
        return Optional.empty();
    }

    private final class Honest implements Es10Door {
        @Override
        public Bytes command(Tlv request) {
            var at = clock.instant();
            long start = System.nanoTime();
            var response = storeData.send(request.raw());
            trace(at, start, request, response);
            return response;
        }

        @Override
        public Bytes segment(Bytes segment) {
            return storeData.send(segment);
        }
    }

    private void trace(Instant at, long start, Tlv request, Bytes response) {
        var took = Duration.ofNanos(System.nanoTime() - start);
        var function = Es10Function.of(request).map(Es10Function::name).orElse("unknown function");
        tracer.record(new TraceEvent.Es10Exchange(at, took, "LPA", "eUICC", function, request.raw(), response));
    }

    /// Channels 0 to 3 stand in bits 1 and 2, channels 4 to 19 in bits 1 to 4 with bit 7 set (ETSI TS 102 221
    /// §10.1.1).
    static int classByte(int cla, int channel) {
        return channel < 4 ? cla | channel : cla | 0x40 | channel - 4;
    }

    @Override
    public void close() {
        closeChannel(terminal, channel);
    }

    private static void closeChannel(Terminal terminal, int channel) {
        try {
            // the basic channel cannot be closed; it is left as the next one expects it
            terminal.send(channel == BASIC_CHANNEL ? SELECT_MF : Bytes.of(0x00, 0x70, 0x80, channel));
        } catch (CardGone alreadyClosed) {
            // a channel does not outlive its card
        }
    }
}
