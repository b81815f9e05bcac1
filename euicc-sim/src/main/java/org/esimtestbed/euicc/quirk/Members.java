package org.esimtestbed.euicc.quirk;

import java.util.ArrayList;
import java.util.Set;
import org.esimtestbed.rsp.tlv.Tlv;

/// The members of a constructed data object, with some of them changed.
final class Members {
    private Members() {}

    /// With another data object in the place of the first with that tag; as it was where there is none.
    static Tlv replacing(Tlv parent, int tag, Tlv replacement) {
        var members = new ArrayList<>(parent.children());
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).tag() == tag) {
                members.set(i, replacement);
                return Tlv.of(parent.tag(), members);
            }
        }
        return parent;
    }

    static Tlv without(Tlv parent, Set<Integer> tags) {
        return Tlv.of(
                parent.tag(),
                parent.children().stream()
                        .filter(it -> !tags.contains(it.tag()))
                        .toList());
    }

    static Tlv with(Tlv parent, Tlv last) {
        var members = new ArrayList<>(parent.children());
        members.add(last);
        return Tlv.of(parent.tag(), members);
    }
}
