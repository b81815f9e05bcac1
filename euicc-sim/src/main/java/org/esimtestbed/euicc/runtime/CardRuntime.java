package org.esimtestbed.euicc.runtime;

import com.licel.jcardsim.base.ApduCase;
import com.licel.jcardsim.base.SimulatorRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import javacard.framework.AID;
import javacard.framework.Applet;
import javacard.framework.ISOException;
import javacard.framework.MultiSelectable;
import org.esimtestbed.euicc.runtime.toolkit.Toolkit;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// jCardSim's runtime with the dispatcher an eUICC needs: twenty logical channels in both class codings, GET RESPONSE,
/// any APDU length, selection by partial AID with next occurrence. An APDU always gets a status word, never an
/// exception. Not for use by several threads at once: the door in front of it sees to that.
public final class CardRuntime extends SimulatorRuntime {
    // What a byte of Java Card's shortest offsets can address.
    private static final int MAX_DATA = 32_767;
    private static final Aid PLATFORM = Aid.of("A0000000871000");
    private static final AID PLATFORM_AID = javaCardAid(PLATFORM);

    private final Platform platform;
    private final List<Application> applications;
    private final Transmission transmission;
    private final LogicalChannels channels;
    private Command command = Command.of(Bytes.of(0, 0, 0, 0));
    private Answer answer = Answer.OK;
    private Optional<Throwable> lastFailure = Optional.empty();
    private List<JavaCardInstance> running = List.of();
    // Those that run and those whose Profile is disabled; one that no Profile has any more is forgotten.
    private final Map<JavaCardInstance, Running> created = new WeakHashMap<>();
    private final Toolkit toolkit =
            new Toolkit(this::activateSimulatorRuntimeInstance, failure -> lastFailure = Optional.of(failure));

    /// @param toolkitEntry what the applet registered with the toolkit framework
    private record Running(ApplicationInstance application, Object toolkitEntry) {}

    /// @param platform     what every channel begins with
    /// @param applications the others, found by AID in this order before those of the platform
    public CardRuntime(Platform platform, List<? extends Application> applications) {
        this(platform, applications, Transmission.HONEST);
    }

    /// @param transmission what every command and answer passes
    public CardRuntime(Platform platform, List<? extends Application> applications, Transmission transmission) {
        this.platform = platform;
        this.applications = List.copyOf(applications);
        this.transmission = transmission;
        this.channels = new LogicalChannels(transmission.channels(Channels.ALL), platform, this::onPlatform, PLATFORM);
        platform.connect(toolkit);
        toolkit.connect(platform);
        register(PLATFORM_AID, platform);
        for (var application : applications) {
            for (var aid : application.aids()) register(javaCardAid(aid), application);
        }
        reset();
    }

    private void register(AID aid, Application application) {
        applets.put(aid, new ApplicationInstance(aid, new ApplicationApplet(this, application)));
    }

    private Applet applet(AID aid) {
        return Objects.requireNonNull(applets.get(aid)).getApplet();
    }

    private Channel onPlatform(Aid selectedBy) {
        return new Channel(PLATFORM_AID, applet(PLATFORM_AID), selectedBy);
    }

    private static AID javaCardAid(Aid aid) {
        var octets = aid.bytes().toArray();
        return new AID(octets, (short) 0, (byte) octets.length);
    }

    /// Closes every channel but the basic one, which begins anew with the platform.
    @Override
    public void reset() {
        if (channels == null) return; // the superclass resets itself before this object is complete
        channels.reset();
        transmission.reset();
        for (var application : applications) application.reset();
        platform.reset();
        toolkit.reset();
        activateSimulatorRuntimeInstance();
        followPlatform();
    }

    /// Why the last 6F00 was answered, if one was.
    public Optional<Throwable> lastFailure() {
        return lastFailure;
    }

    @Override
    public byte[] transmitCommand(byte[] apdu) {
        return transmit(Bytes.copyOf(apdu)).bytes().toArray();
    }

    /// The answer to one command APDU of whatever form.
    public Answer transmit(Bytes apdu) {
        activateSimulatorRuntimeInstance();
        try {
            command = transmission.received(Command.of(apdu));
            var instead = transmission.insteadOf(command);
            if (instead.isPresent()) return instead.get();
            if (command.data().size() > MAX_DATA) throw new CommandRefused(StatusWord.WRONG_LENGTH);
            var channel = channels.open(command.channel());
            if (command.ins() == 0xC0) return channel.getResponse(command);
            channel.forgetPending();
            followPlatform();
            var answered = transmission.answered(command, platform.outgoing(dispatch(channel)));
            return channel.cut(answered, command.expected());
        } catch (CommandRefused refused) {
            return Answer.of(refused.statusWord());
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            lastFailure = Optional.of(failure);
            return Answer.of(StatusWord.TECHNICAL_PROBLEM);
        }
    }

    private Answer dispatch(Channel channel) {
        if (command.isInterindustry() && command.ins() == 0x70) return channels.manage(command);
        if (command.isSelectByAid()) return select(channel);
        if (platform.takes(command)) return platform.process(command);
        return process(channel);
    }

    private Answer process(Channel channel) {
        var applet = channel.instance();
        currentAID = channel.applet();
        if (applet instanceof ApplicationApplet ours) {
            ours.process(getCurrentAPDU());
            return answer;
        }
        return processJavaCard(applet);
    }

    // A foreign applet sees the APDU through Java Card's own buffer.
    private Answer processJavaCard(Applet applet) {
        var apduCase = ApduCase.getCase(command.raw().toArray());
        var octets = command.raw().toArray();
        // The buffer of a short APDU has no room for Le behind 255 octets of data.
        if (octets.length == 261 && !apduCase.isExtended()) octets = Arrays.copyOf(octets, 260);
        usingExtendedAPDUs = apduCase.isExtended();
        responseBufferSize = 0;
        var apdu = getCurrentAPDU();
        int statusWord = StatusWord.OK;
        try {
            resetAPDU(apdu, ApduCase.getCase(octets), octets);
            runJavaCard(applet, () -> applet.process(apdu));
        } catch (ISOException e) {
            statusWord = e.getReason() & 0xFFFF;
        } finally {
            selecting = false;
            resetAPDU(apdu, null, null);
        }
        return new Answer(Bytes.copyOf(responseBuffer).first(responseBufferSize), statusWord);
    }

    Command command() {
        return command;
    }

    void answer(Answer answer) {
        this.answer = answer;
    }

    @Override
    public byte getAssignedChannel() {
        return (byte) command.channel();
    }

    // --- Java Card instances of the active Profile ----------------------------------------------------------------

    /// Takes out the instances that no longer run, and brings in those that now do.
    private void followPlatform() {
        var wanted = platform.javaCards();
        if (wanted.equals(running)) return;
        for (var instance : running) {
            var aid = javaCardAid(instance.aid());
            for (var channel : channels.with(aid)) channel.turnTo(PLATFORM_AID, applet(PLATFORM_AID), PLATFORM);
            var known = created.get(instance);
            if (known != null && known.application().equals(applets.get(aid))) applets.remove(aid);
        }
        running = wanted;
        var entries = new ArrayList<Object>();
        for (var instance : wanted) {
            // an AID of the card's own stays the card's own
            if (applets.containsKey(javaCardAid(instance.aid()))) continue;
            bring(instance).ifPresent(it -> {
                applets.put(it.application().getAID(), it.application());
                entries.add(it.toolkitEntry());
            });
        }
        toolkit.running(entries);
    }

    private Optional<Running> bring(JavaCardInstance instance) {
        var known = created.get(instance);
        if (known != null) return Optional.of(known);
        try {
            var entry = toolkit.newEntry();
            var applet = toolkit.within(entry, () -> installed(instance));
            toolkit.installed(entry, applet);
            var brought = new Running(new ApplicationInstance(javaCardAid(instance.aid()), applet), entry);
            created.put(instance, brought);
            return Optional.of(brought);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            lastFailure = Optional.of(failure); // an applet that cannot be installed is not there to be selected
            return Optional.empty();
        }
    }

    /// What `install` registers.
    private Applet installed(JavaCardInstance instance) {
        var registered = new ArrayList<Applet>();
        var before = currentAID;
        currentAID = javaCardAid(instance.aid());
        registrationCallback.set((applet, _) -> registered.add(applet));
        try {
            var parameters = instance.parameters().toArray();
            instance.type()
                    .getMethod("install", byte[].class, short.class, byte.class)
                    .invoke(null, parameters, (short) 0, (byte) parameters.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(instance + " cannot be installed", e);
        } finally {
            registrationCallback.remove();
            currentAID = before;
        }
        if (registered.size() != 1) throw new IllegalStateException(instance + " did not register itself");
        return registered.getFirst();
    }

    /// An applet may reach its toolkit registry from wherever it runs.
    private void runJavaCard(Applet applet, Runnable code) {
        for (var known : created.values()) {
            if (known.application().getApplet().equals(applet)) {
                toolkit.within(known.toolkitEntry(), () -> {
                    code.run();
                    return applet;
                });
                return;
            }
        }
        code.run();
    }

    // --- SELECT by AID -------------------------------------------------------------------------------------------

    private record Selectable(AID applet, Aid aid) {}

    private Answer select(Channel channel) {
        var wanted = command.data();
        if (wanted.isEmpty() || wanted.size() > 16) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var matching = selectables().stream()
                .filter(it -> it.aid().bytes().startsWith(wanted))
                .toList();
        var chosen = occurrence(matching, channel).orElseThrow(() -> new CommandRefused(StatusWord.FILE_NOT_FOUND));
        var applet = applet(chosen.applet());
        Answer selected;
        if (applet instanceof ApplicationApplet ours) {
            selected = ours.application().select(chosen.aid(), command);
        } else {
            selected = selectJavaCard(chosen, applet);
        }
        if (!channel.applet().equals(chosen.applet())) channel.leave(command.channel());
        channel.turnTo(chosen.applet(), applet, chosen.aid());
        return selected;
    }

    private Answer selectJavaCard(Selectable chosen, Applet applet) {
        currentAID = chosen.applet();
        selecting = true;
        boolean willing = applet instanceof MultiSelectable multi
                        && !channels.with(chosen.applet()).isEmpty()
                ? multi.select(true)
                : applet.select();
        if (!willing) {
            selecting = false;
            throw new CommandRefused(0x6999); // Java Card RE §4.5.2: applet selection failed
        }
        return processJavaCard(applet);
    }

    private List<Selectable> selectables() {
        var all = new ArrayList<Selectable>();
        applets.forEach((aid, instance) -> {
            if (!aid.equals(PLATFORM_AID)) all.add(new Selectable(aid, new Aid(Bytes.wrap(octets(aid)))));
        });
        for (var aid : platform.aids()) all.add(new Selectable(PLATFORM_AID, aid));
        return all;
    }

    /// P2 b2b1: first or only, last, next, previous occurrence (ISO/IEC 7816-4 table 63).
    private Optional<Selectable> occurrence(List<Selectable> matching, Channel channel) {
        int current = matching.indexOf(new Selectable(channel.applet(), channel.selectedBy()));
        int index = switch (command.p2() & 0x03) {
            case 0 -> 0;
            case 1 -> matching.size() - 1;
            case 2 -> current + 1;
            default -> current < 0 ? matching.size() - 1 : current - 1;
        };
        return index < 0 || index >= matching.size() ? Optional.empty() : Optional.of(matching.get(index));
    }

    @Override
    public boolean isAppletSelecting(Object applet) {
        return selecting;
    }

    private static byte[] octets(AID aid) {
        var buffer = new byte[16];
        int size = aid.getBytes(buffer, (short) 0);
        return Arrays.copyOf(buffer, size);
    }
}
