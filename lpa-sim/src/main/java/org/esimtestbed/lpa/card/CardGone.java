package org.esimtestbed.lpa.card;

/// The card does not answer: pulled out, powered off, or the line to it is cut.
public final class CardGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CardGone(String what, Throwable cause) {
        super(what, cause);
    }

    public CardGone(String what) {
        super(what);
    }
}
