package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.esimtestbed.console.ecosystem.CardOfRun;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.rsp.id.Eid;

/// `NAME=CARD`, one of several cards of a daemon: what is wrong with it is said at once, whether it answers when it
/// is first asked.
///
/// @param card as typed behind the name
/// @param open switches the card on
record NamedCard(String name, String card, Supplier<CardChannel> open) {
    static final String FORM = "NAME=CARD";
    private static final String LOCAL = "sim:";

    /// @param run the run folder, with the cards that are run here
    /// @throws IllegalArgumentException if it is not of that form, or the card is named in none of the ways
    static NamedCard read(String typed, Path run, Endpoints endpoints) {
        int equals = typed.indexOf('=');
        if (equals < 1) throw new IllegalArgumentException("--card is " + FORM + ", not \"" + typed + "\"");
        var name = typed.substring(0, equals);
        var card = typed.substring(equals + 1);
        if (!card.startsWith(LOCAL)) return new NamedCard(name, card, CardOption.channel(card));
        var eid = Eid.typed(card.substring(LOCAL.length()));
        return new NamedCard(name, card, () -> CardOfRun.switchOn(run, Path.of(endpoints.pki()), eid));
    }

    /// The card of what runs.
    static NamedCard ofWhatRuns(Endpoints endpoints) {
        return new NamedCard("default", endpoints.card(), CardOption.channel(endpoints.card()));
    }
}
