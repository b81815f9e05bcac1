package org.esimtestbed.profilepackage.element;

import java.util.OptionalInt;

/// A profile element that is well-formed and cannot be carried out, with the PEStatus an eUICC answers.
public final class ElementRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PeStatus status;
    private final int elementIndex;
    private final String elementName;
    private final int identification;

    public ElementRefused(PeStatus status, ProfileElement element, String why) {
        super("element " + element.index() + " (" + element.name() + "), " + why + ": " + status + "(" + status.number()
                + ")");
        this.status = status;
        this.elementIndex = element.index();
        this.elementName = element.name();
        this.identification = element.identification().orElse(-1);
    }

    public PeStatus status() {
        return status;
    }

    public int elementIndex() {
        return elementIndex;
    }

    public String elementName() {
        return elementName;
    }

    /// The number the element gave itself; the profile header has none.
    public OptionalInt identification() {
        return identification < 0 ? OptionalInt.empty() : OptionalInt.of(identification);
    }
}
