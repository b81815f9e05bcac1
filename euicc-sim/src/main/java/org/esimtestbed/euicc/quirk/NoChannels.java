package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.runtime.Channels;

/// There is the basic channel alone.
record NoChannels() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "no-channels",
            "MANAGE CHANNEL is refused with 6881; everything works on the basic channel.",
            "ETSI TS 102 221 §11.1.17; SGP.22 §2.4.10 asks for logical channels",
            "iebb/NekokoLPA2#31",
            new NoChannels());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Channels channels(Channels honest) {
        return Channels.NONE;
    }
}
