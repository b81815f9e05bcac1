package org.esimtestbed.euicc.personality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.esimtestbed.euicc.door.Timing;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.quirk.Quirk;

/// A particular card: what it can do, how long it takes, and how it misbehaves.
///
/// @param name  as it is asked for on the command line
/// @param title what it stands for, in a sentence
public record Personality(String name, String title, EuiccSettings settings, Timing timing, List<Quirk> quirks) {
    public Personality {
        quirks = List.copyOf(quirks);
    }

    /// An honest card with those settings.
    public static Personality honest(EuiccSettings settings) {
        return new Personality("reference", "does what the specifications say", settings, Timing.IMMEDIATE, List.of());
    }

    /// Name and quirks, for people: whoever sees what the card does must see what it was told to do.
    public String summary() {
        if (quirks.isEmpty()) return name;
        return name + " with " + quirks.stream().map(it -> it.kind().name()).collect(Collectors.joining(", "));
    }

    public Personality with(EuiccSettings other) {
        return new Personality(name, title, other, timing, quirks);
    }

    /// With more quirks behind those it has.
    public Personality with(List<Quirk> more) {
        var all = new ArrayList<>(quirks);
        all.addAll(more);
        return new Personality(name, title, settings, timing, all);
    }
}
