package org.esimtestbed.console.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.card.IsdrAids;
import org.esimtestbed.rsp.id.Aid;
import picocli.CommandLine.Option;

/// `--isdr-aid`: where the LPA looks for the ISD-R, for cards whose AID is none of those it knows, or that have more
/// than one.
final class IsdrAidOption {
    @Option(
            names = "--isdr-aid",
            paramLabel = "HEX",
            description = "the AID of the card's ISD-R, and no other (default: that of SGP.22, then those of removable"
                    + " cards in the field)")
    private Optional<String> aid = Optional.empty();

    /// @throws IllegalArgumentException if it is no AID
    IsdrAids aids() {
        return aid.map(IsdrAidOption::only).orElseGet(IsdrAids::wellKnown);
    }

    private static IsdrAids only(String hex) {
        try {
            return IsdrAids.only(Aid.of(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--isdr-aid " + hex + ": " + e.getMessage(), e);
        }
    }

    /// The same for each of several cards.
    static final class OfCards {
        @Option(
                names = "--isdr-aid",
                paramLabel = "NAME=HEX",
                description = "the AID of that card's ISD-R, and no other; may be repeated (default: that of SGP.22,"
                        + " then those of removable cards in the field)")
        private Map<String, String> aids = Map.of();

        /// @throws IllegalArgumentException if an AID is none, or for a card there is not
        void requireNamesOf(List<NamedCard> cards) {
            aids.forEach((name, hex) -> {
                only(hex);
                if (cards.stream().noneMatch(card -> card.name().equals(name))) {
                    throw new IllegalArgumentException("--isdr-aid " + name + "=" + hex + ": no card has that name");
                }
            });
        }

        /// @param card its name
        IsdrAids of(String card) {
            return Optional.ofNullable(aids.get(card)).map(IsdrAidOption::only).orElseGet(IsdrAids::wellKnown);
        }
    }
}
