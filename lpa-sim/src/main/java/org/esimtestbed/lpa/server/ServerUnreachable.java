package org.esimtestbed.lpa.server;

/// No usable answer came from a server: no connection, no trust, no HTTP success, or no message of the protocol.
public sealed class ServerUnreachable extends RuntimeException permits UnusableAnswer {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    public ServerUnreachable(String what, Throwable cause) {
        super(what, cause);
        this.trouble = Trouble.of(cause);
    }

    public ServerUnreachable(String what, Trouble trouble) {
        super(what);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}
