package org.esimtestbed.smdpplus.quirk;

/// A quirk that is switched on.
///
/// @param id by which it is switched off, 16 hexadecimal digits
public record ActiveQuirk(String id, Assignment assignment) {
    /// Whether it has bent all the calls it was for.
    public boolean isUsedUp() {
        return assignment.calls().filter(it -> it == 0).isPresent();
    }
}
