package org.esimtestbed.lpadaemon.web;

import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.management.NamedProfile;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.slot.Slot;
import org.esimtestbed.lpadaemon.slot.Slots;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.id.ActivationCode;

/// Finds what a path names.
record KnownCards(Slots slots) {
    /// @throws Refusal with 404 if there is no such card
    Slot named(String card) {
        return slots.named(card).orElseThrow(() -> Refusal.notThere("no card is called \"" + card + "\""));
    }

    /// @throws Refusal with 404 if there is no such card or job
    Job job(String card, String id) {
        return named(card).jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notThere("card " + card + " has no job " + id));
    }

    /// Carries out a request on a card.
    <R> R on(String card, Function<Device, R> operation) {
        return named(card).operate(operation);
    }

    /// @throws Refusal with 400 if that is no ICCID of 18 to 20 digits and no AID
    static ProfileIdentifier profile(String typed) {
        return value("profile", typed, NamedProfile::parse);
    }

    /// An FQDN, with `:port` where it is not 443.
    ///
    /// @throws Refusal with 400 naming the place
    static String address(String field, String typed) {
        return value(field, typed, it -> new ActivationCode(it.strip(), "").smdpAddress());
    }

    /// @throws Refusal with 400 naming the place
    static <T> T value(String field, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad(field, String.valueOf(e.getMessage()));
        }
    }

    /// @throws Refusal with 400 if it is not there
    static <T> T required(String field, Optional<T> value) {
        return value.orElseThrow(() -> Refusal.bad(field, "is missing"));
    }

    /// @throws Es10Refused if the result of a function is another than ok
    static void require(Enum<?> result) {
        if (!result.name().equals("OK")) throw Es10Refused.with(result);
    }
}
