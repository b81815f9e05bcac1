package org.esimtestbed.euicc.runtime.toolkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javacard.framework.Applet;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import uicc.toolkit.ToolkitConstants;

/// The toolkit framework of one card.
public final class Toolkit implements ToolkitEvents {
    private static final int MENU_SELECTION = 0xD3;
    private static final int EVENT_DOWNLOAD = 0xD6;
    private static final int TIMER_EXPIRATION = 0xD7;
    private static final int TERMINAL = 0x82;
    private static final int ALPHA_IDENTIFIER = 0x85;
    private static final int ITEM = 0x8F;
    private static final int HELP_AVAILABLE = 0x80;
    // What is left of 256 octets besides tag, length, command details and device identities.
    private static final int LONGEST_MENU = 256 - 3 - 5 - 4;
    private static final Bytes MENU_TITLE = Bytes.utf8("Applications");

    private final Runnable prepareThread;
    private final Consumer<Throwable> failed;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private ProactivePort port = (_, _, _, _, _) -> {};
    private List<ToolkitEntry> running = List.of();
    private Optional<ToolkitSession> session = Optional.empty();
    private int menuIdentifiers;
    private boolean terminalShowsMenus;
    private boolean menuIsDue;

    /// @param prepareThread what a thread needs before it runs Java Card code
    /// @param failed        hears of an applet that broke down
    public Toolkit(Runnable prepareThread, Consumer<Throwable> failed) {
        this.prepareThread = prepareThread;
        this.failed = failed;
    }

    public void connect(ProactivePort terminal) {
        port = terminal;
    }

    /// Everything but what applets registered is forgotten.
    public void reset() {
        session.ifPresent(ToolkitSession::abandon);
        session = Optional.empty();
        waiting.clear();
        terminalShowsMenus = false;
        menuIsDue = false;
    }

    /// An entry for an applet that is about to be installed.
    public Object newEntry() {
        return new ToolkitEntry(this);
    }

    /// Runs an applet's code, which may register itself.
    ///
    /// @param entry as [#newEntry] gave it
    public <T> T within(Object entry, Supplier<T> applet) {
        var result = new ArrayList<T>(1);
        new ToolkitContext((ToolkitEntry) entry, Optional.empty()).run(() -> result.add(applet.get()));
        return result.getFirst();
    }

    /// The applet that was installed with the entry.
    public void installed(Object entry, Applet applet) {
        ((ToolkitEntry) entry).applet(applet);
    }

    /// From now on these applets run, and no others.
    public void running(List<Object> entries) {
        running = entries.stream().map(ToolkitEntry.class::cast).toList();
        menuIsDue = true;
    }

    int nextMenuIdentifier() {
        return ++menuIdentifiers;
    }

    void menuChanged() {
        menuIsDue = true;
    }

    // --- events ---------------------------------------------------------------------------------------------------

    @Override
    public void terminalReady(boolean offersMenu) {
        terminalShowsMenus = offersMenu;
        menuIsDue = true;
        trigger(ToolkitConstants.EVENT_PROFILE_DOWNLOAD, Optional.empty());
        showMenu();
    }

    @Override
    public boolean envelope(Tlv envelope) {
        try {
            return switch (envelope.tag()) {
                case MENU_SELECTION -> menuSelection(envelope);
                case EVENT_DOWNLOAD -> {
                    int event = octet(envelope, ToolkitConstants.TAG_EVENT_LIST);
                    // the events of TS 102 223 §8.25 follow one another in the API too
                    yield trigger(
                            (short) (ToolkitConstants.EVENT_EVENT_DOWNLOAD_MT_CALL + event), Optional.of(envelope));
                }
                case TIMER_EXPIRATION -> trigger(ToolkitConstants.EVENT_TIMER_EXPIRATION, Optional.of(envelope));
                default -> trigger(ToolkitConstants.EVENT_UNRECOGNIZED_ENVELOPE, Optional.of(envelope));
            };
        } finally {
            showMenu();
        }
    }

    private boolean menuSelection(Tlv envelope) {
        int item = octet(envelope, ToolkitConstants.TAG_ITEM_IDENTIFIER);
        var owner = running.stream()
                .filter(entry ->
                        entry.menu().containsKey(item) && entry.menu().get(item).enabled())
                .findFirst();
        boolean asksForHelp = find(envelope, ToolkitConstants.TAG_HELP_REQUEST).isPresent();
        short event = asksForHelp
                ? ToolkitConstants.EVENT_MENU_SELECTION_HELP_REQUEST
                : ToolkitConstants.EVENT_MENU_SELECTION;
        owner.ifPresent(entry -> process(entry, event, Optional.of(envelope)));
        return owner.isPresent();
    }

    private boolean trigger(short event, Optional<Tlv> envelope) {
        var listening =
                running.stream().filter(entry -> entry.isEventSet(event)).toList();
        for (var entry : listening) process(entry, event, envelope);
        return !listening.isEmpty();
    }

    /// @throws MalformedTlv if it is missing
    private static int octet(Tlv envelope, byte tag) {
        return find(envelope, tag)
                .filter(tlv -> !tlv.value().isEmpty())
                .orElseThrow(() -> envelope.malformed("lacks %02X".formatted(tag)))
                .value()
                .at(0);
    }

    private static Optional<Tlv> find(Tlv envelope, byte tag) {
        return Tlv.parseAll(envelope.value()).stream()
                .filter(tlv -> (tlv.tag() & 0x7F) == tag)
                .findFirst();
    }

    // --- one applet at a time -------------------------------------------------------------------------------------

    private void process(ToolkitEntry entry, short event, Optional<Tlv> envelope) {
        if (session.isPresent()) {
            waiting.add(() -> process(entry, event, envelope));
            return;
        }
        var applet = entry.toolkitInterface();
        if (applet.isEmpty()) return;
        var begun = new ToolkitSession(envelope.map(Envelope::new));
        session = Optional.of(begun);
        follow(begun, begun.start(entry, applet.get(), event, prepareThread));
    }

    private void follow(ToolkitSession ongoing, ToolkitSession.Step step) {
        switch (step) {
            case ToolkitSession.Step.Sent(var command) ->
                port.raise(
                        command.type(),
                        command.qualifier(),
                        command.destination(),
                        command.list(),
                        response -> follow(ongoing, ongoing.resume(response)));
            case ToolkitSession.Step.Finished(var failure) -> {
                failure.ifPresent(failed);
                session = Optional.empty();
                var next = waiting.poll();
                if (next != null) next.run();
                showMenu();
            }
        }
    }

    // --- the menu -------------------------------------------------------------------------------------------------

    /// SET UP MENU (TS 102 223 §6.4.8) with the entries of all applets, when it has changed and the terminal has one.
    private void showMenu() {
        if (!menuIsDue || !terminalShowsMenus || session.isPresent()) return;
        menuIsDue = false;
        var items = new ArrayList<Tlv>();
        items.add(Tlv.of(ALPHA_IDENTIFIER, MENU_TITLE));
        boolean hasHelp = false;
        for (var entry : running) {
            for (var item : entry.menu().entrySet()) {
                if (!item.getValue().enabled()) continue;
                var shown = Tlv.of(
                        ITEM, Bytes.of(item.getKey()).plus(item.getValue().text()));
                if (Tlv.join(items).size() + shown.raw().size() > LONGEST_MENU) continue; // there is room for no more
                items.add(shown);
                hasHelp |= item.getValue().helpSupported();
            }
        }
        if (items.size() == 1) return; // no applet has an entry
        port.raise(
                ToolkitConstants.PRO_CMD_SET_UP_MENU, hasHelp ? HELP_AVAILABLE : 0, TERMINAL, Tlv.join(items), _ -> {});
    }
}
