package org.esimtestbed.euicc.runtime.toolkit;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javacard.framework.Applet;
import org.esimtestbed.rsp.tlv.Bytes;
import org.jspecify.annotations.Nullable;
import uicc.toolkit.ToolkitConstants;
import uicc.toolkit.ToolkitException;
import uicc.toolkit.ToolkitInterface;
import uicc.toolkit.ToolkitRegistry;

/// What one applet registered for.
final class ToolkitEntry implements ToolkitRegistry {
    private static final byte TOOLKIT_INTERFACE = 1;
    private static final int LONGEST_ENTRY = 64;

    /// @param helpSupported whether the terminal may ask for help with it
    record MenuEntry(Bytes text, boolean helpSupported, boolean enabled) {}

    private final Toolkit toolkit;
    private final Set<Short> events = new HashSet<>();
    private final Map<Integer, MenuEntry> menu = new TreeMap<>();
    private @Nullable Applet applet;

    ToolkitEntry(Toolkit toolkit) {
        this.toolkit = toolkit;
    }

    void applet(Applet installed) {
        applet = installed;
    }

    /// By identifier, those that are disabled as well.
    Map<Integer, MenuEntry> menu() {
        return menu;
    }

    /// The applet itself, or what it shares with the framework (TS 102 241 §6.6).
    Optional<ToolkitInterface> toolkitInterface() {
        if (applet instanceof ToolkitInterface itself) return Optional.of(itself);
        if (applet == null) return Optional.empty();
        return applet.getShareableInterfaceObject(null, TOOLKIT_INTERFACE) instanceof ToolkitInterface shared
                ? Optional.of(shared)
                : Optional.empty();
    }

    @Override
    public void setEvent(short event) {
        boolean isSelection = event == ToolkitConstants.EVENT_MENU_SELECTION
                || event == ToolkitConstants.EVENT_MENU_SELECTION_HELP_REQUEST;
        // those come with a menu entry
        if (isSelection) ToolkitException.throwIt(ToolkitException.EVENT_NOT_SUPPORTED);
        events.add(event);
    }

    @Override
    public void setEventList(short[] eventList, short offset, short length) {
        for (int i = offset; i < offset + length; i++) setEvent(eventList[i]);
    }

    @Override
    public void clearEvent(short event) {
        events.remove(event);
    }

    @Override
    public boolean isEventSet(short event) {
        boolean isSelection = event == ToolkitConstants.EVENT_MENU_SELECTION;
        return isSelection ? !menu.isEmpty() : events.contains(event);
    }

    @Override
    public byte initMenuEntry(
            byte[] menuEntry,
            short offset,
            short length,
            byte nextAction,
            boolean helpSupported,
            byte iconQualifier,
            short iconIdentifier) {
        var text = text(menuEntry, offset, length);
        int id = toolkit.nextMenuIdentifier();
        menu.put(id, new MenuEntry(text, helpSupported, true));
        toolkit.menuChanged();
        return (byte) id;
    }

    @Override
    public void changeMenuEntry(
            byte id,
            byte[] menuEntry,
            short offset,
            short length,
            byte nextAction,
            boolean helpSupported,
            byte iconQualifier,
            short iconIdentifier) {
        var before = known(id);
        menu.put(id & 0xFF, new MenuEntry(text(menuEntry, offset, length), helpSupported, before.enabled()));
        toolkit.menuChanged();
    }

    @Override
    public void enableMenuEntry(byte id) {
        enable(id, true);
    }

    @Override
    public void disableMenuEntry(byte id) {
        enable(id, false);
    }

    private void enable(byte id, boolean on) {
        var before = known(id);
        menu.put(id & 0xFF, new MenuEntry(before.text(), before.helpSupported(), on));
        toolkit.menuChanged();
    }

    private MenuEntry known(byte id) {
        var entry = menu.get(id & 0xFF);
        if (entry == null) throw new ToolkitException(ToolkitException.MENU_ENTRY_NOT_FOUND);
        return entry;
    }

    private static Bytes text(byte[] array, short offset, short length) {
        if (length > LONGEST_ENTRY) throw new ToolkitException(ToolkitException.ALLOWED_LENGTH_EXCEEDED);
        return Bytes.copyOf(array).slice(offset, offset + length);
    }
}
