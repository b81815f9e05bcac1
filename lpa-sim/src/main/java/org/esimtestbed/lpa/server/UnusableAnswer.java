package org.esimtestbed.lpa.server;

/// The server was there and has answered what is no answer of the function. To ask again would change nothing.
public final class UnusableAnswer extends ServerUnreachable {
    private static final long serialVersionUID = 1L;

    public UnusableAnswer(String what, Throwable cause) {
        super(what, cause);
    }

    public UnusableAnswer(String what, Trouble trouble) {
        super(what, trouble);
    }
}
