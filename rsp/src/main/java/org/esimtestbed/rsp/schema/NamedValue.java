package org.esimtestbed.rsp.schema;

import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// A data object with its name, for people.
///
/// @param name     as in the specification, or the tag where nobody knows it
/// @param tag      upper-case hexadecimal
/// @param text     the value as people read it; empty where `members` say more
/// @param raw      the whole data object as it was on the wire
/// @param members  what is inside, in order
public record NamedValue(String name, String tag, String text, Bytes raw, List<NamedValue> members) {
    public NamedValue {
        members = List.copyOf(members);
    }

    /// One line a data object, two blanks a level.
    public String outline() {
        var lines = new StringBuilder();
        outline(lines, "");
        return lines.toString();
    }

    private void outline(StringBuilder lines, String indent) {
        lines.append(indent).append(name);
        if (!text.isEmpty()) lines.append(": ").append(text);
        lines.append('\n');
        for (var member : members) member.outline(lines, indent + "  ");
    }
}
