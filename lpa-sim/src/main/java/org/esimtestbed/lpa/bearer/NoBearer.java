package org.esimtestbed.lpa.bearer;

/// The device has no way to the packet network, and says why.
public final class NoBearer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoBearer(String why) {
        super(why);
    }
}
