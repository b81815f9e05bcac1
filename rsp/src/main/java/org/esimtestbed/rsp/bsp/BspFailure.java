package org.esimtestbed.rsp.bsp;

/// A protected block does not open: its MAC or its padding is wrong, or it is too short to hold them.
public final class BspFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public BspFailure(String what) {
        super(what);
    }
}
