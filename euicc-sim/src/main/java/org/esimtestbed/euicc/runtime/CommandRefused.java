package org.esimtestbed.euicc.runtime;

/// The card refuses a command: the status word is the whole answer, and nothing has changed.
public final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statusWord;

    public CommandRefused(int statusWord) {
        // A refusal is an everyday answer, so it costs no stack trace and no text until somebody reads it.
        super(null, null, false, false);
        this.statusWord = statusWord;
    }

    @Override
    public String getMessage() {
        return "%04X".formatted(statusWord);
    }

    public int statusWord() {
        return statusWord;
    }
}
