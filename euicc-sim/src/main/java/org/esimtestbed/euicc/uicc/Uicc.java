package org.esimtestbed.euicc.uicc;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.esimtestbed.euicc.applet.AppletRegistry;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.JavaCardInstance;
import org.esimtestbed.euicc.runtime.Platform;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.runtime.toolkit.ToolkitEvents;
import org.esimtestbed.euicc.uicc.TerminalProfile.Facility;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The UICC as the Device meets it: one table from instruction to command (ETSI TS 102 221 table 10.5).
public final class Uicc implements Platform {
    private static final int TERMINAL_CAPABILITY = 0xA9;

    private final UiccSession session;
    private final SecureRandom random;
    private final AppletRegistry applets;
    private ToolkitEvents toolkit = new NoToolkit();
    // By the Profile they belong to, so that an applet lives on while its Profile is disabled.
    private final Map<RemoteManagement, List<JavaCardInstance>> instances = new WeakHashMap<>();
    private final ProactiveSession proactive = new ProactiveSession();
    private final SelectFile selectFile;
    private final BinaryCommands binary;
    private final RecordCommands record;
    private final DataObjectCommands dataObject;
    private final PinCommands pin;
    private final Authenticate authenticate;
    private final GetIdentity getIdentity;
    private final LifeCycleCommands lifeCycle;
    // Channels on which an application of the Profile is selected that is no ADF.
    private final Set<Integer> elsewhere = new HashSet<>();

    public Uicc(ActiveProfile profile, SecureRandom random) {
        this(profile, random, AppletRegistry.onClassPath());
    }

    public Uicc(ActiveProfile profile, SecureRandom random, AppletRegistry applets) {
        this.applets = applets;
        this.session = new UiccSession(profile);
        this.random = random;
        this.selectFile = new SelectFile(session);
        this.binary = new BinaryCommands(session);
        this.record = new RecordCommands(session);
        this.dataObject = new DataObjectCommands(session);
        this.pin = new PinCommands(session);
        this.authenticate = new Authenticate(session);
        this.getIdentity = new GetIdentity(session, random);
        this.lifeCycle = new LifeCycleCommands(session, selectFile);
    }

    /// Before a runtime is connected no applet waits for anything.
    private record NoToolkit() implements ToolkitEvents {
        @Override
        public void terminalReady(boolean offersMenu) {}

        @Override
        public boolean envelope(Tlv envelope) {
            return false;
        }
    }

    /// What a Profile can bring to life on this card.
    public AppletRegistry applets() {
        return applets;
    }

    @Override
    public void connect(ToolkitEvents events) {
        toolkit = events;
    }

    @Override
    public void raise(int type, int qualifier, int destination, Bytes more, Consumer<Bytes> answered) {
        proactive.raise(new ProactiveCommand(
                type,
                qualifier,
                destination,
                Tlv.parseAll(more),
                response -> answered.accept(Tlv.join(response.objects()))));
    }

    private Answer terminalProfile(Command command) {
        var answer = proactive.terminalProfile(command);
        toolkit.terminalReady(proactive.terminalProfile().offers(Facility.SET_UP_MENU));
        return answer;
    }

    @Override
    public List<JavaCardInstance> javaCards() {
        return instances.computeIfAbsent(
                session.profile().remote(), remote -> applets.instances(remote.applications()));
    }

    public ProactiveSession proactive() {
        return proactive;
    }

    @Override
    public void reset() {
        profileChanged();
        session.powerUp();
        proactive.reset();
    }

    /// Another Profile is active: every channel stands at its MF and nothing is verified.
    public void profileChanged() {
        session.reset();
        dataObject.reset();
        elsewhere.clear();
    }

    @Override
    public List<Aid> aids() {
        var aids = new ArrayList<Aid>();
        for (var adf : session.profile().adfs()) adf.aid().ifPresent(aids::add);
        aids.addAll(session.profile().applications());
        return aids;
    }

    @Override
    public Answer select(Aid aid, Command command) {
        if (session.profile().applications().contains(aid)) {
            // A security domain or applet of the Profile: it is there, says who it is, and has no commands for the
            // Device.
            elsewhere.add(command.channel());
            return Answer.of(Tlv.of(0x6F, Tlv.of(0x84, aid.bytes()), Tlv.of(0xA5, Bytes.EMPTY))
                    .raw());
        }
        var selected = selectFile.selectAdf(aid, command);
        elsewhere.remove(command.channel());
        return selected;
    }

    @Override
    public void deselected(int channel) {
        elsewhere.remove(channel);
        // an application session ends, the place in the file system is kept for the next selection by AID only
        session.select(channel, Selection.mf(session.profile()));
    }

    @Override
    public void opened(int channel, int from) {
        elsewhere.remove(channel);
        session.opened(channel, from);
    }

    @Override
    public Answer outgoing(Answer answer) {
        return proactive.outgoing(answer);
    }

    @Override
    public boolean takes(Command command) {
        return !command.isInterindustry()
                && switch (command.ins()) {
                    case 0x10, 0x12, 0x14, 0xAA, 0xC2 -> true;
                    default -> false;
                };
    }

    @Override
    public Answer process(Command command) {
        if (elsewhere.contains(command.channel()) && !takes(command)) {
            throw new CommandRefused(StatusWord.UNKNOWN_INSTRUCTION);
        }
        var before = session.selection(command.channel());
        try {
            return command.isInterindustry() ? interindustry(command) : proprietary(command);
        } catch (CommandRefused refused) {
            // a short file identifier or a path selects only if the command succeeds (§8.4.3)
            session.select(command.channel(), before);
            throw refused;
        }
    }

    /// The data objects of the last TERMINAL CAPABILITY (§11.1.19); empty before there was one.
    public Bytes terminalCapability() {
        return session.terminalCapability();
    }

    private Answer interindustry(Command command) {
        return switch (command.ins()) {
            case 0x04 -> lifeCycle.deactivate(command);
            case 0x44 -> lifeCycle.activate(command);
            case 0xA4 -> selectFile.select(command);
            case 0xB0 -> binary.read(command);
            case 0xD6 -> binary.update(command);
            case 0xB2 -> record.read(command);
            case 0xDC -> record.update(command);
            case 0xA2 -> record.search(command);
            case 0x20 -> pin.verify(command);
            case 0x24 -> pin.change(command);
            case 0x26 -> pin.disable(command);
            case 0x28 -> pin.enable(command);
            case 0x2C -> pin.unblock(command);
            case 0x84 -> challenge(command);
            case 0x88 -> authenticate.answer(command);
            default -> throw otherwise(command);
        };
    }

    private Answer proprietary(Command command) {
        return switch (command.ins()) {
            case 0xF2 -> selectFile.status(command);
            case 0x32 -> record.increase(command);
            case 0x78 -> getIdentity.answer(command);
            case 0xCB -> dataObject.retrieve(command);
            case 0xDB -> dataObject.set(command);
            case 0x10 -> terminalProfile(command);
            case 0x12 -> proactive.fetch(command);
            case 0x14 -> proactive.terminalResponse(command);
            case 0xC2 -> envelope(command);
            case 0xAA -> terminalCapability(command);
            default -> throw otherwise(command);
        };
    }

    private static final List<Integer> KNOWN = List.of(
            0x04, 0x44, 0xA4, 0xB0, 0xD6, 0xB2, 0xDC, 0xA2, 0x20, 0x24, 0x26, 0x28, 0x2C, 0x84, 0x88, 0xF2, 0x32, 0x78,
            0xCB, 0xDB, 0x10, 0x12, 0x14, 0xC2, 0xAA);

    /// A known instruction under the other class is a wrong class, anything else a wrong instruction.
    private static CommandRefused otherwise(Command command) {
        return new CommandRefused(
                KNOWN.contains(command.ins()) ? StatusWord.UNKNOWN_CLASS : StatusWord.UNKNOWN_INSTRUCTION);
    }

    private Answer challenge(Command command) {
        if (command.p1p2() != 0) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        if (command.expected() == 0) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var challenge = new byte[Math.min(command.expected(), 256)];
        random.nextBytes(challenge);
        return Answer.of(Bytes.wrap(challenge));
    }

    /// TERMINAL CAPABILITY (§11.1.19): this card asks nothing of a Device before it serves it.
    private Answer terminalCapability(Command command) {
        if (command.p1p2() != 0) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        try {
            var template = Tlv.parse(command.data()).expect(TERMINAL_CAPABILITY);
            template.children();
            session.terminalCapability(template.value());
            return Answer.OK;
        } catch (MalformedTlv e) {
            throw new CommandRefused(StatusWord.INCORRECT_DATA);
        }
    }

    /// ENVELOPE (§11.2.2): an event for the toolkit applications of the card. One that nobody waits for is taken note
    /// of.
    private Answer envelope(Command command) {
        command.require(command.p1p2() == 0, StatusWord.INCORRECT_P1_P2);
        try {
            toolkit.envelope(Tlv.parse(command.data()));
            return Answer.OK;
        } catch (MalformedTlv e) {
            throw new CommandRefused(StatusWord.INCORRECT_DATA);
        }
    }
}
