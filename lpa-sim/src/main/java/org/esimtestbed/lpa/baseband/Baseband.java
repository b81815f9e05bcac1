package org.esimtestbed.lpa.baseband;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
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
        this.sim = new SimReader(terminal, files, settings.knowsProfileStateChange());
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
        step(mode + ", qualifier %02X".formatted(command.qualifier()));
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
                    && read.filter(it -> it.imsi().equals(known.imsi())).isPresent()) {
                state = new Attached(read.get(), plmn, resynchronised);
            } else {
                registration.detach();
                attach(read);
            }
        });
    }

    private void attach(Optional<SimIdentity> read) {
        state = read.isPresent()
                ? registration.attach(read.get(), challenge -> authenticate(read.get(), challenge))
                : new NoService("no SIM: no Profile is enabled");
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
        if (state instanceof NoService(var reason)) throw new NoBearer("no service: " + reason);
    }

    private void step(String detail) {
        tracer.record(new TraceEvent.Step(clock.instant(), Duration.ZERO, "eUICC", "Baseband", "REFRESH", detail));
    }
}
