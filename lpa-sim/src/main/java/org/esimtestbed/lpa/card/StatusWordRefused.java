package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;

/// The card answered a command with a status word that means no (ETSI TS 102 221 §10.2.1).
public final class StatusWordRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statusWord;

    public StatusWordRefused(Bytes command, int statusWord) {
        super("the card answers %04X to the command with header %s".formatted(statusWord, command.first(4)));
        this.statusWord = statusWord;
    }

    StatusWordRefused(String message, int statusWord) {
        super(message);
        this.statusWord = statusWord;
    }

    public int statusWord() {
        return statusWord;
    }
}
