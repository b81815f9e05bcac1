package org.esimtestbed.rsp.tlv;

/// The bytes are not what they claim to be. Says at which offset of the outermost input, and in which data object.
public final class MalformedTlv extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    public MalformedTlv(int offset, String what) {
        super("at offset " + offset + ": " + what);
        this.offset = offset;
    }

    /// Octets from the start of the input that was parsed.
    public int offset() {
        return offset;
    }
}
