package org.esimtestbed.euicc.runtime;

/// The card refuses a command: the status word is the whole answer, and nothing has changed.
public final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statusWord;

    public CommandRefused(int statusWord) {
        // A refusal is an everyday answer, so it costs no stack trace.
        super("%04X".formatted(statusWord), null, false, false);
        this.statusWord = statusWord;
    }

    public int statusWord() {
        return statusWord;
    }
}
