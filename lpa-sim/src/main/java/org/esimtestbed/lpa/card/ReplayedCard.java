package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;

/// A card made of a [Recording]: answers what was answered then, for as long as it is asked what was asked then.
/// What the recording masks cannot be told apart, and is answered masked.
public final class ReplayedCard implements CardChannel {
    private final Recording recording;
    private int next;

    /// @param recording from its beginning
    public ReplayedCard(Recording recording) {
        this.recording = recording;
    }

    /// The device does not do what it did when the recording was made.
    public static final class Diverged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Diverged(int line, String recorded, String now) {
            super("the run differs from the recording at line " + line + ": recorded is " + recorded + ", now it is "
                    + now);
        }
    }

    /// @throws Diverged with the line, if another command or none was recorded here; the place does not move on
    @Override
    public Bytes transmit(Bytes command) {
        var masked = ApduSecrets.maskCommand(command);
        if (next < recording.entries().size()
                && recording.entries().get(next) instanceof Recording.Exchange(var recorded, var response)
                && recorded.equals(masked)) {
            next++;
            return response;
        }
        throw diverged("the command " + masked.hex());
    }

    /// @throws Diverged as [#transmit]
    @Override
    public Bytes reset() {
        if (next < recording.entries().size() && recording.entries().get(next) instanceof Recording.Reset(var atr)) {
            next++;
            return atr;
        }
        throw diverged("a reset");
    }

    private Diverged diverged(String now) {
        var entries = recording.entries();
        var recorded = next >= entries.size()
                ? "the end"
                : switch (entries.get(next)) {
                    case Recording.Exchange it -> "the command " + it.command().hex();
                    case Recording.Reset _ -> "a reset";
                };
        return new Diverged(next + 1, recorded, now);
    }

    @Override
    public void close() {}
}
