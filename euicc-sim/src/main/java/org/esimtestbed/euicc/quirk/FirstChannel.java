package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.runtime.Channels;

/// Logical channels are given out from a higher number on.
///
/// @param number 1 to 19; from 4 on a class octet has the further coding
record FirstChannel(int number) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "first-channel",
            "MANAGE CHANNEL opens channel 4 or higher first, which needs class octets 4x and Cx.",
            "ISO/IEC 7816-4 §5.4.1, ETSI TS 102 221 §10.1.1",
            "damonto/euicc-go@c86a619; estkme-group/lpac#297",
            "a number, 2 to 19; 4 where left out",
            new FirstChannel(4),
            node -> new FirstChannel(node.number()));

    FirstChannel {
        if (number < 2 || number > 19) throw new IllegalArgumentException("the first channel is 2 to 19 here");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Channels channels(Channels honest) {
        return new Channels(number, Math.max(number, honest.last()));
    }
}
