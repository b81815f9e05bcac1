package org.esimtestbed.profilepackage;

/// A package has no place for what a subscription brings. Names the element that is missing or too small.
public final class NotPersonalisable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String element;

    public NotPersonalisable(String element, String why) {
        super("the profile cannot be personalised, " + element + " " + why);
        this.element = element;
    }

    /// Such as `usim.ef-imsi` or `pukCodes key reference 1`.
    public String element() {
        return element;
    }
}
