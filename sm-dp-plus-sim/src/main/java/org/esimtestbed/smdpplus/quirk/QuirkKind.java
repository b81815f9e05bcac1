package org.esimtestbed.smdpplus.quirk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;

/// What a quirk is, for people, and how it is made from text.
///
/// @param name      as the admin API and the command line write it
/// @param symptom   what the server does, in one or two sentences
/// @param clause    what it breaks, or what leaves it open
/// @param source    where it was seen: `owner/repository#issue`, `owner/repository@commit`; or which test asks for it
/// @param parameter what stands behind the name, empty for nothing
/// @param functions of ES9+ in which it shows
/// @param make      throws [IllegalArgumentException] if the parameter is none
public record QuirkKind(
        String name,
        String symptom,
        String clause,
        String source,
        String parameter,
        Set<Es9PlusFunction> functions,
        Function<Optional<String>, Quirk> make) {

    public QuirkKind {
        functions = Set.copyOf(functions);
    }

    /// A quirk that is either there or not.
    static QuirkKind plain(
            String name, String symptom, String clause, String source, Set<Es9PlusFunction> functions, Quirk quirk) {
        return new QuirkKind(name, symptom, clause, source, "", functions, given -> {
            given.ifPresent(text -> {
                throw new IllegalArgumentException("takes no parameter");
            });
            return quirk;
        });
    }

    /// A quirk with one of several words behind its name, the first of them where none is given.
    static <E extends Enum<E>> QuirkKind choice(
            String name,
            String symptom,
            String clause,
            String source,
            Set<Es9PlusFunction> functions,
            Class<E> words,
            Function<E, Quirk> make) {
        var all = List.of(words.getEnumConstants());
        var spelt = all.stream().map(QuirkKind::word).collect(Collectors.joining(", "));
        return new QuirkKind(
                name, symptom, clause, source, "one of " + spelt + "; the first where left out", functions, given -> {
                    var word = given.orElse(word(all.getFirst()));
                    return make.apply(all.stream()
                            .filter(it -> word(it).equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException("parameter \"" + word + "\" is none of " + spelt)));
                });
    }

    /// A quirk with a whole number behind its name.
    static QuirkKind number(
            String name,
            String symptom,
            String clause,
            String source,
            String parameter,
            Set<Es9PlusFunction> functions,
            int otherwise,
            Function<Integer, Quirk> make) {
        return new QuirkKind(name, symptom, clause, source, parameter, functions, given -> {
            var text = given.orElse(String.valueOf(otherwise));
            try {
                return make.apply(Integer.valueOf(text));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("parameter \"" + text + "\" is no number", e);
            }
        });
    }

    /// @throws IllegalArgumentException naming quirk and parameter, if it cannot be made of that
    public Quirk make(Optional<String> given) {
        try {
            return make.apply(given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /// The functions it shows in, as paths name them.
    public List<String> functionNames() {
        return functions.stream().sorted().map(QuirkKind::nameOf).toList();
    }

    /// `initiateAuthentication` for INITIATE_AUTHENTICATION.
    public static String nameOf(Es9PlusFunction function) {
        var words = function.name().split("_");
        return words[0].toLowerCase(Locale.ROOT)
                + Arrays.stream(words)
                        .skip(1)
                        .map(it -> it.charAt(0) + it.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
