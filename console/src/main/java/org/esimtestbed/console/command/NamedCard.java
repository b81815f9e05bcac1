package org.esimtestbed.console.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /// @throws IllegalArgumentException if two are the same card
    static void requireDistinct(List<NamedCard> all) {
        var names = new HashMap<String, String>();
        for (var each : all) {
            var other = names.putIfAbsent(each.place(), each.name());
            if (other != null && !each.card().startsWith(CardOption.REPLAY)) { // each replay is a card of its own
                throw new IllegalArgumentException("--card: " + other + " and " + each.name() + " are one card");
            }
        }
    }

    /// Whether this card is that one, by another name or another word for its address.
    boolean isTheSameAs(NamedCard other) {
        return place().equals(other.place());
    }

    private String place() {
        if (card.startsWith(LOCAL)) {
            return LOCAL + Eid.typed(card.substring(LOCAL.length())).digits();
        }
        if (card.startsWith(CardOption.PCSC) || card.startsWith(CardOption.REPLAY)) return card;
        int colon = card.lastIndexOf(':');
        int port = Integer.parseInt(card.substring(colon + 1));
        try {
            return InetAddress.getByName(card.substring(0, colon)).getHostAddress() + ":" + port;
        } catch (UnknownHostException notNow) { // it may have an address once the card is asked for
            return card.substring(0, colon).toLowerCase(Locale.ROOT) + ":" + port;
        }
    }

    /// The card of what runs.
    static NamedCard ofWhatRuns(Endpoints endpoints) {
        return new NamedCard("default", endpoints.card(), CardOption.channel(endpoints.card()));
    }
}
