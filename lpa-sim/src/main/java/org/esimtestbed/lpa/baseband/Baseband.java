package org.esimtestbed.lpa.baseband;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
import org.esimtestbed.lpa.baseband.ServiceState.PinRequired;
import org.esimtestbed.lpa.baseband.ServiceState.PukRequired;
import org.esimtestbed.lpa.baseband.SimReading.Locked;
import org.esimtestbed.lpa.baseband.SimReading.NoUsim;
import org.esimtestbed.lpa.baseband.SimReading.Read;
import org.esimtestbed.lpa.bearer.Bearer;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.Telephony;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// The modem: initialises the SIM, attaches, and does what the proactive UICC asks. What it knows of the SIM lasts
/// until a REFRESH or a reset makes it forget. One thread at a time.
public final class Baseband {
    private final Terminal terminal;
    private final BasebandSettings settings;
    private final SimFiles files;
    private final SimPin pin;
    private final SimReader sim;
    private final Registration registration;
    private final Tracer tracer;
    private final InstantSource clock;
    private ServiceState state = new NoService("not switched on");
    private Optional<String> apn = Optional.empty();

    public Baseband(Terminal terminal, HomeNetwork network, Tracer tracer, InstantSource clock) {
        this(terminal, network, BasebandSettings.STANDARD, tracer, clock);
    }

    public Baseband(
            Terminal terminal, HomeNetwork network, BasebandSettings settings, Tracer tracer, InstantSource clock) {
        this.terminal = terminal;
        this.settings = settings;
        this.files = new SimFiles(terminal);
        this.pin = new SimPin(terminal);
        this.sim = new SimReader(terminal, files, pin, settings.knowsProfileStateChange());
        this.registration = new Registration(network, tracer, clock);
        this.tracer = tracer;
        this.clock = clock;
    }

    public ServiceState state() {
        return state;
    }

    /// What the End User has set.
    public Optional<String> apn() {
        return apn;
    }

    /// Power-on: forgets everything, resets the card, reads the SIM and attaches.
    public ServiceState switchOn() {
        files.forget();
        terminal.reset();
        beginAnew(true);
        return state;
    }

    /// Fetches and obeys a proactive command the card has announced (91xx).
    ///
    /// @param length octets to fetch, as announced
    public void serve(int length) {
        if (settings.has(BasebandQuirk.LEAVES_THE_CARD_WAITING)) return;
        while (length > 0) {
            var command = ProactiveCommand.of(terminal.require(Bytes.of(0x80, 0x12, 0x00, 0x00, length)));
            var mode = command.type() == ProactiveCommand.REFRESH
                    ? RefreshMode.of(command.qualifier())
                    : Optional.<RefreshMode>empty();
            if (mode.isPresent()) {
                refresh(command, mode.get());
            } else {
                terminal.require(command.beyondCapabilities());
            }
            length = terminal.takeProactive();
        }
    }

    /// Asks the card whether it has something to say (STATUS, ETSI TS 102 221 §14.6.4), and obeys.
    public void poll() {
        terminal.send(Bytes.of(0x80, 0xF2, 0x00, 0x0C));
        serve(terminal.takeProactive());
    }

    private void refresh(ProactiveCommand command, RefreshMode mode) {
        step("REFRESH", mode + ", qualifier %02X".formatted(command.qualifier()));
        if (settings.has(BasebandQuirk.IGNORES_REFRESH)) {
            terminal.require(command.performed());
            return;
        }
        List<String> changed;
        try {
            changed = command.files();
        } catch (MalformedTlv e) {
            terminal.require(command.notUnderstood());
            return;
        }
        if (mode.namesFiles() && changed.isEmpty()) {
            terminal.require(command.valuesMissing());
            return;
        }
        forget(mode.forgets(), changed);
        switch (mode.start()) {
            case COLD_RESET -> {
                terminal.reset();
                beginAnew(true);
            }
            case ACTIVATION -> {
                terminal.require(command.performed()); // only then does the card show the other Profile
                beginAnew(true);
            }
            case NETWORK_SESSION -> terminal.require(beginAnew(false) ? command.performed() : command.unable());
            case NOWHERE -> terminal.require(command.performed());
            case READING -> terminal.require(readAgain() ? command.performed() : command.unable());
        }
    }

    private void forget(RefreshMode.Forgets what, List<String> changed) {
        if (settings.has(BasebandQuirk.KEEPS_CACHED_FILES)) return;
        switch (what) {
            case NOTHING -> {}
            case LISTED -> files.forget(changed);
            case ALL -> files.forget();
        }
    }

    /// @param activation whether the card has to be told anew what this terminal can do
    /// @return whether the SIM could be read
    private boolean beginAnew(boolean activation) {
        registration.detach();
        state = new NoService("switching on");
        return guarded(() -> {
            if (activation) sim.activate();
            attach(sim.read());
        });
    }

    // The network hears of it only if the subscriber is another one.
    private boolean readAgain() {
        return guarded(() -> {
            var read = sim.read();
            if (state instanceof Attached(var known, var plmn, var resynchronised)
                    && read instanceof Read(var found)
                    && found.imsi().equals(known.imsi())) {
                state = new Attached(found, plmn, resynchronised);
            } else {
                registration.detach();
                attach(read);
            }
        });
    }

    private void attach(SimReading read) {
        state = switch (read) {
            case Read(var found) -> registration.attach(found, challenge -> authenticate(found, challenge));
            case NoUsim() -> new NoService("no SIM: no Profile is enabled");
            case Locked(var code) -> code;
        };
    }

    /// The End User types the PIN the SIM wants; with the right one the device attaches.
    ///
    /// @return [PinRequired] or [PukRequired] if it was wrong
    /// @throws CodeNotWanted if the SIM wants none
    public ServiceState typePin(Pin typed) {
        if (!(state instanceof PinRequired)) throw new CodeNotWanted("PIN", state);
        return typed(() -> pin.verify(typed));
    }

    /// The End User types the PUK and a new PIN; with the right one the device attaches.
    ///
    /// @return [PukRequired] if it was wrong
    /// @throws CodeNotWanted if the PIN is not blocked
    public ServiceState typePuk(Puk typed, Pin newPin) {
        if (!(state instanceof PukRequired)) throw new CodeNotWanted("PUK", state);
        return typed(() -> pin.unblock(typed, newPin));
    }

    private ServiceState typed(BooleanSupplier presented) {
        boolean right = presented.getAsBoolean(); // a SIM that refuses the command says nothing of the code
        guarded(() -> {
            step("PIN", right ? "what was typed is right" : "what was typed is wrong");
            attach(sim.read()); // a SIM that refused it says how many attempts are left
        });
        return state;
    }

    /// @return whether the SIM could be read; whatever goes wrong is the reason for no service
    private boolean guarded(Runnable start) {
        try {
            start.run();
            return true;
        } catch (HomeNetwork.NoNetwork e) {
            state = new NoService(String.valueOf(e.getMessage()));
            return true;
        } catch (StatusWordRefused e) {
            state = new NoService("the SIM cannot be used: " + e.getMessage());
        } catch (MalformedTlv | IllegalArgumentException e) {
            state = new NoService("the SIM holds what no modem understands: " + e.getMessage());
        }
        return false;
    }

    /// AUTHENTICATE in the 3G context (3GPP TS 31.102 §7.1.2.1).
    private UsimAnswer authenticate(SimIdentity identity, Attach.Challenge challenge) {
        files.selectApplication(identity.usim());
        var response = terminal.send(Bytes.concat(
                Bytes.of(0x00, 0x88, 0x00, 0x81, 0x22, 0x10),
                challenge.rand(),
                Bytes.of(0x10),
                challenge.autn(),
                Bytes.of(0x00)));
        return response.isOk() ? UsimAnswer.of(response.data()) : new UsimAnswer.Refused(response.statusWord());
    }

    // What an attached device has

    /// The access point the End User has set; absent: the one of the subscription. Used from the next PDN connection
    /// on, which is asked for when it is needed.
    public void apn(Optional<String> newApn) {
        apn = newApn;
        registration.releaseBearer();
    }

    /// @throws NoBearer if the device is not attached, or the network refuses the access point
    public Bearer.Cellular bearer() {
        requireService();
        return guardedBearer();
    }

    private Bearer.Cellular guardedBearer() {
        try {
            return registration.bearer(apn);
        } catch (HomeNetwork.NoNetwork e) {
            throw new NoBearer(String.valueOf(e.getMessage()));
        }
    }

    /// @param number MSISDN, international, without +
    /// @throws NoBearer if the device is not attached
    public Telephony.Result call(String number) {
        requireService();
        return registration.call(number);
    }

    /// @param number MSISDN, international, without +
    /// @param text   1 to 160 characters
    /// @throws NoBearer if the device is not attached
    public Telephony.Result send(String number, String text) {
        requireService();
        return registration.send(number, text);
    }

    /// The short messages that have come since the last time.
    ///
    /// @throws NoBearer if the device is not attached
    public List<Telephony.Delivered> received() {
        requireService();
        return registration.received().messages();
    }

    private void requireService() {
        if (!(state instanceof Attached)) throw new NoBearer(state.summary());
    }

    private void step(String what, String detail) {
        tracer.record(new TraceEvent.Step(clock.instant(), Duration.ZERO, "eUICC", "Baseband", what, detail));
    }
}
