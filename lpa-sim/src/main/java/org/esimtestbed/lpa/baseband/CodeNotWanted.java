package org.esimtestbed.lpa.baseband;

/// A PIN or PUK was typed, and the SIM has not asked for it: nothing was sent.
public final class CodeNotWanted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CodeNotWanted(String code, ServiceState state) {
        super("the SIM asks for no " + code + " now: the device is " + state.summary());
    }
}
