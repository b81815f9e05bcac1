package org.esimtestbed.lpa.quirk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What a quirk is, for people, and how it is made from text.
///
/// @param name      as the command line writes it
/// @param symptom   what the LPA does
/// @param clause    what it breaks
/// @param source    where it was seen: `owner/repository#issue`, `owner/repository@commit`
/// @param honest    what an honest server or card answers
/// @param parameter what stands behind the name, empty for nothing
/// @param make      throws [IllegalArgumentException] if the parameter is none
public record LpaQuirkKind(
        String name,
        String symptom,
        String clause,
        String source,
        String honest,
        String parameter,
        Function<Optional<String>, LpaQuirk> make) {

    /// A quirk that is either there or not.
    static LpaQuirkKind plain(
            String name, String symptom, String clause, String source, String honest, Supplier<LpaQuirk> quirk) {
        return new LpaQuirkKind(name, symptom, clause, source, honest, "", given -> {
            given.ifPresent(text -> {
                throw new IllegalArgumentException("takes no parameter");
            });
            return quirk.get();
        });
    }

    /// A quirk with one of several words behind its name, the first of them where none is given.
    static <E extends Enum<E>> LpaQuirkKind choice(
            String name,
            String symptom,
            String clause,
            String source,
            String honest,
            Class<E> words,
            Function<E, LpaQuirk> make) {
        var all = List.of(words.getEnumConstants());
        var spelt = all.stream().map(LpaQuirkKind::word).collect(Collectors.joining(", "));
        return new LpaQuirkKind(
                name, symptom, clause, source, honest, "one of " + spelt + "; the first where left out", given -> {
                    var word = given.orElse(word(all.getFirst()));
                    return make.apply(all.stream()
                            .filter(it -> word(it).equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException("parameter \"" + word + "\" is none of " + spelt)));
                });
    }

    /// @throws IllegalArgumentException naming quirk and parameter, if it cannot be made of that
    LpaQuirk make(Optional<String> given) {
        try {
            return make.apply(given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
