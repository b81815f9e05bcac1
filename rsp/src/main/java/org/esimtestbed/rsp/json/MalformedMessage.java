package org.esimtestbed.rsp.json;

/// A body that is no JSON object of this binding: nothing to answer in the protocol (HTTP 400 from a server).
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String what) {
        super(what);
    }
}
