package org.esimtestbed.euicc.quirk;

import java.util.EnumSet;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// Notifications do not say what happened, or say several things at once. They are signed like that.
record EventBits(Bits bits) implements Quirk.Constant {
    private static final int OPERATION = 0x81;

    enum Bits {
        NONE,
        MULTIPLE
    }

    static final QuirkKind KIND = QuirkKind.with(
            "event-bits",
            "profileManagementOperation of a notification has no bit, or all of them.",
            "SGP.22 §5.7.9: exactly one bit",
            "waigel/euicc-lpa@7423c1e",
            "none or multiple; multiple where left out",
            new EventBits(Bits.MULTIPLE),
            node -> new EventBits(Words.of(node, Bits.class)));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Tlv notification(Tlv metadata) {
        var events =
                bits == Bits.NONE ? EnumSet.noneOf(NotificationEvent.class) : EnumSet.allOf(NotificationEvent.class);
        return Members.replacing(metadata, OPERATION, NamedBits.encode(OPERATION, events));
    }
}
