package org.esimtestbed.lpa.explain;

import java.util.Optional;

/// One code a peer gave.
///
/// @param code with its family, as in the table: `sw 6A88`
/// @param name as the specification writes it
public record Finding(String code, String name) {
    public Optional<Explanation> explanation() {
        return Explanations.shipped().of(code);
    }
}
