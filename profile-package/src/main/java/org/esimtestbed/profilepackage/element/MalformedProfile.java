package org.esimtestbed.profilepackage.element;

/// The bytes are no profile package. Says which element, where in it, and at which offset of the package.
public final class MalformedProfile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int elementIndex;
    private final String elementName;
    private final int offset;

    /// @param elementIndex from 0; -1 when no element could be told
    /// @param elementName  the element and the path in it, such as `usim.ef-imsi[0]`; may be empty
    /// @param offset       octets from the start of the package
    public MalformedProfile(int elementIndex, String elementName, int offset, String what) {
        super("profile package, " + (elementIndex < 0 ? "" : "element " + elementIndex + " ")
                + (elementName.isEmpty() ? "" : "(" + elementName + "), ") + what);
        this.elementIndex = elementIndex;
        this.elementName = elementName;
        this.offset = offset;
    }

    public int elementIndex() {
        return elementIndex;
    }

    public String elementName() {
        return elementName;
    }

    public int offset() {
        return offset;
    }

    /// What an eUICC answers to such a package.
    public PeStatus status() {
        return PeStatus.INVALID_REQUEST_FORMAT;
    }
}
