package org.esimtestbed.console.command;

/// The story has ended otherwise than the demo tells it. With a quirk, that is what was asked for.
final class OtherEnding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherEnding(String how) {
        super(how);
    }
}
