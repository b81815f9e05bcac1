package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.runtime.Channels;

/// Few logical channels can be open at a time.
///
/// @param count beside the basic one
record MaximumChannels(int count) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "maximum-channels",
            "Once so many logical channels are open, 6A81: a channel that was leaked blocks the card until its reset.",
            "ETSI TS 102 221 §11.1.17",
            "MengMengCode/VoCat:internal/device/esim.go; estkme-group/openeuicc@938e298; estkme-group/lpac#221",
            "how many, 1 to 18; 1 where left out",
            new MaximumChannels(1),
            node -> new MaximumChannels(node.number()));

    MaximumChannels {
        if (count < 1 || count > 18) throw new IllegalArgumentException("1 to 18 channels");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Channels channels(Channels honest) {
        return new Channels(honest.first(), Math.min(honest.last(), honest.first() + count - 1));
    }
}
