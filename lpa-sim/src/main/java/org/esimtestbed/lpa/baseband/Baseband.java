package org.esimtestbed.lpa.baseband;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// The modem: initialises the SIM, attaches, and does what the proactive UICC asks. What it knows of the SIM lasts
/// until a REFRESH or a reset makes it forget.
public final class Baseband {
    private static final Bytes USIM_PREFIX = Bytes.hex("A0000000871002");
    private static final Bytes TERMINAL_CAPABILITY = Bytes.hex("80AA000005A903830107");

    /// What this terminal can do of ETSI TS 102 223 §5.2: profile download, FETCH on 91xx, REFRESH; the rest is
    /// left out.
    private static final Bytes TERMINAL_PROFILE = Bytes.hex("8010000003" + "010180");

    private final Terminal terminal;
    private final SimFiles files;
    private final HomeNetwork network;
    private final Tracer tracer;
    private final InstantSource clock;
    private ServiceState state = new NoService("not switched on");

    public Baseband(Terminal terminal, HomeNetwork network, Tracer tracer, InstantSource clock) {
        this.terminal = terminal;
        this.files = new SimFiles(terminal);
        this.network = network;
        this.tracer = tracer;
        this.clock = clock;
    }

    public ServiceState state() {
        return state;
    }

    /// Power-on: forgets everything, resets the card, reads the SIM and attaches.
    public ServiceState switchOn() {
        state = new NoService("switching on");
        terminal.reset();
        try {
            var sim = initialise();
            state = sim.isPresent() ? attach(sim.get()) : new NoService("no SIM: no Profile is enabled");
        } catch (StatusWordRefused e) {
            state = new NoService("the SIM cannot be used: " + e.getMessage());
        } catch (MalformedTlv | IllegalArgumentException e) {
            state = new NoService("the SIM holds what no modem understands: " + e.getMessage());
        } catch (HomeNetwork.NoNetwork e) {
            state = new NoService(String.valueOf(e.getMessage()));
        }
        return state;
    }

    /// Fetches and obeys a proactive command the card has announced (91xx).
    ///
    /// @param length octets to fetch, as announced
    public void serve(int length) {
        while (length > 0) {
            var command = ProactiveCommand.of(terminal.require(Bytes.of(0x80, 0x12, 0x00, 0x00, length)));
            boolean refresh = command.type() == ProactiveCommand.REFRESH;
            terminal.require(refresh ? command.performed() : command.beyondCapabilities());
            length = terminal.takeProactive();
            if (refresh) {
                step("REFRESH", "qualifier %02X: forget the SIM and start anew".formatted(command.qualifier()));
                switchOn();
                length = terminal.takeProactive();
            }
        }
    }

    /// Asks the card whether it has something to say (STATUS, ETSI TS 102 221 §14.6.4), and obeys.
    public void poll() {
        terminal.send(Bytes.of(0x80, 0xF2, 0x00, 0x0C));
        serve(terminal.takeProactive());
    }

    /// UICC activation and USIM initialisation (3GPP TS 31.102 §5.1): empty where no USIM is there.
    private Optional<SimIdentity> initialise() {
        files.selectFromMf(Bytes.EMPTY);
        terminal.send(TERMINAL_CAPABILITY);
        terminal.send(TERMINAL_PROFILE);
        var usim = findUsim();
        if (usim.isEmpty()) return Optional.empty();
        var iccid = Iccid.ofEf(files.readBinary(files.selectFromMf(Bytes.hex("2FE2"))));
        files.selectApplication(usim.get());
        var imsi = Imsi.ofEf(files.readBinary(files.selectInAdf(Bytes.hex("6F07"))));
        var administrativeData = files.readBinary(files.selectInAdf(Bytes.hex("6FAD")));
        var serviceTable = files.readBinary(files.selectInAdf(Bytes.hex("6F38")));
        files.optionalBinary("6F78"); // access control class
        files.optionalBinary("6F7E"); // location information
        // a modem reads what EF.UST says is there (TS 31.102 §4.2.8)
        if (offers(serviceTable, 85)) files.optionalBinary("6FE3"); // EPS location information
        if (offers(serviceTable, 122)) files.optionalBinary("5FC04F01"); // 5GS 3GPP location information
        var provider = offers(serviceTable, 19)
                ? files.optionalBinary("6F46").map(Baseband::providerName)
                : Optional.<String>empty();
        // byte 4 of EF.AD: length of the MNC in the IMSI, where the file has it (TS 31.102 §4.2.18)
        int mncLength = administrativeData.size() > 3 && (administrativeData.at(3) & 0x0F) == 3 ? 3 : 2;
        return Optional.of(new SimIdentity(iccid, usim.get(), imsi, mncLength, serviceTable, provider));
    }

    /// The first USIM that EF.DIR lists (ETSI TS 102 221 §13.1).
    private Optional<Aid> findUsim() {
        try {
            for (var record : files.readRecords(files.selectFromMf(Bytes.hex("2F00")))) {
                if (record.isEmpty() || record.at(0) != 0x61) continue; // an unused record is all FF
                var aid = Tlv.first(record).child(0x4F).value();
                if (aid.startsWith(USIM_PREFIX)) return Optional.of(new Aid(aid));
            }
        } catch (StatusWordRefused noDirectory) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean offers(Bytes serviceTable, int service) {
        int octet = (service - 1) / 8;
        return octet < serviceTable.size() && (serviceTable.at(octet) >> (service - 1) % 8 & 1) != 0;
    }

    private static String providerName(Bytes efSpn) {
        int end = 1;
        while (end < efSpn.size() && efSpn.at(end) != 0xFF) end++;
        return efSpn.size() > 1 ? efSpn.slice(1, end).utf8() : "";
    }

    /// EPS AKA (3GPP TS 33.102 §6.3): the network's challenge, the USIM's answer, once more after a
    /// resynchronisation.
    private ServiceState attach(SimIdentity sim) {
        var at = clock.instant();
        long start = System.nanoTime();
        var challenge = network.attach(new Attach.Request(sim.imsi().digits()));
        var answer = authenticate(sim, challenge);
        boolean resynchronised = false;
        if (answer instanceof UsimAnswer.SynchronisationFailure(var auts)) {
            step("Resynchronisation", "the USIM has seen a later sequence number and sends AUTS");
            challenge = network.resynchronise(
                    new Attach.SynchronisationFailure(sim.imsi().digits(), challenge.rand(), auts));
            answer = authenticate(sim, challenge);
            resynchronised = true;
        }
        return switch (answer) {
            case UsimAnswer.Success(var res, var ck, var ik) -> {
                var result = network.answer(
                        new Attach.Answer(sim.imsi().digits(), res, Attach.keyProof(ck, ik, challenge.rand())));
                var took = Duration.ofNanos(System.nanoTime() - start);
                tracer.record(new TraceEvent.Step(
                        at,
                        took,
                        "Baseband",
                        "Operator",
                        "Attach",
                        result.attached() ? "attached" : result.cause().orElse("rejected")));
                yield result.attached()
                        ? new Attached(sim, result.plmn().orElse(sim.homePlmn()), resynchronised)
                        : new NoService(
                                "the network rejects the SIM: " + result.cause().orElse("no cause given"));
            }
            case UsimAnswer.SynchronisationFailure _ -> new NoService("resynchronisation did not help");
            case UsimAnswer.Refused(var statusWord) ->
                new NoService("the USIM does not accept the network: %04X".formatted(statusWord));
        };
    }

    /// AUTHENTICATE in the 3G context (3GPP TS 31.102 §7.1.2.1).
    private UsimAnswer authenticate(SimIdentity sim, Attach.Challenge challenge) {
        files.selectApplication(sim.usim());
        var response = terminal.send(Bytes.concat(
                Bytes.of(0x00, 0x88, 0x00, 0x81, 0x22, 0x10),
                challenge.rand(),
                Bytes.of(0x10),
                challenge.autn(),
                Bytes.of(0x00)));
        return response.isOk() ? UsimAnswer.of(response.data()) : new UsimAnswer.Refused(response.statusWord());
    }

    private void step(String what, String detail) {
        tracer.record(new TraceEvent.Step(clock.instant(), Duration.ZERO, "eUICC", "Baseband", what, detail));
    }
}
