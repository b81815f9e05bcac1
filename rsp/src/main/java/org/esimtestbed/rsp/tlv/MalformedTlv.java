package org.esimtestbed.rsp.tlv;

/// The bytes are not what they claim to be. Says at which offset of the outermost input, and in which data object.
public final class MalformedTlv extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final boolean missing;

    public MalformedTlv(int offset, String what) {
        this(offset, what, false);
    }

    private MalformedTlv(int offset, String what, boolean missing) {
        super("at offset " + offset + ": " + what);
        this.offset = offset;
        this.missing = missing;
    }

    /// Something mandatory is not there. Servers have a code of its own for that.
    public static MalformedTlv missing(int offset, String what) {
        return new MalformedTlv(offset, what, true);
    }

    /// Whether something mandatory is not there, as against something there that is wrong.
    public boolean isMissing() {
        return missing;
    }

    /// Octets from the start of the input that was parsed.
    public int offset() {
        return offset;
    }
}
