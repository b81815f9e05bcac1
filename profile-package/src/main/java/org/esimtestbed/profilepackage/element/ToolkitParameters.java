package org.esimtestbed.profilepackage.element;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// UICC Toolkit Application specific parameters (ETSI TS 102 226 §8.2.1.3.2.2.1): what a toolkit applet may use, and
/// how securely it is to be addressed from afar.
///
/// @param priority             01 highest, FF lowest
/// @param timers               how many it may hold at once
/// @param menuTextLength       octets of its longest menu entry
/// @param menuEntries          in order
/// @param channels             how many it may hold at once
/// @param minimumSecurityLevel MSL parameter and data; empty for none
/// @param tars                 Toolkit Application References, 3 octets each
public record ToolkitParameters(
        int priority,
        int timers,
        int menuTextLength,
        List<MenuEntry> menuEntries,
        int channels,
        Bytes minimumSecurityLevel,
        List<Bytes> tars) {

    private static final int TOOLKIT_FIELD = 0x80;
    private static final int TAR = 3;

    /// @param position   in the menu, 00 for wherever there is room
    /// @param identifier 01 to 7F chosen by the applet's owner, 00 for one the card gives
    public record MenuEntry(int position, int identifier) {}

    public ToolkitParameters {
        menuEntries = List.copyOf(menuEntries);
        tars = List.copyOf(tars);
    }

    /// @param toolkitParameters the data objects of tag EA
    /// @return empty where none of them is field 80
    /// @throws IllegalArgumentException if that field ends too early
    static java.util.Optional<ToolkitParameters> of(Bytes toolkitParameters) {
        return Tlv.parseAll(toolkitParameters).stream()
                .filter(tlv -> tlv.tag() == TOOLKIT_FIELD)
                .findFirst()
                .map(tlv -> read(tlv.value()));
    }

    private static ToolkitParameters read(Bytes field) {
        try {
            int at = 4;
            var entries = new ArrayList<MenuEntry>();
            for (int i = 0; i < field.at(3); i++, at += 2) {
                entries.add(new MenuEntry(field.at(at), field.at(at + 1)));
            }
            int channels = field.at(at++);
            int levelSize = field.at(at++);
            var level = field.slice(at, at + levelSize);
            at += levelSize;
            var tars = new ArrayList<Bytes>();
            int end = at + 1 + field.at(at);
            for (at++; at + TAR <= end; at += TAR) tars.add(field.slice(at, at + TAR));
            return new ToolkitParameters(field.at(0), field.at(1), field.at(2), entries, channels, level, tars);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("toolkit parameters end within a value", e);
        }
    }
}
