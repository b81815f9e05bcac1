package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// What a quirk is, for people, and how it is made from what a personality says.
///
/// @param name      as a personality writes it
/// @param symptom   what one sees, in one or two sentences
/// @param clause    what it breaks, or what leaves it open; empty where no clause is known
/// @param source    where it was seen: `owner/repository#issue`, or a publication
/// @param parameter what stands behind the name, empty for nothing
/// @param make      throws [BadYaml] if the parameter is none
public record QuirkKind(
        String name,
        String symptom,
        String clause,
        String source,
        String parameter,
        Function<Optional<YamlNode>, Quirk> make) {

    /// A quirk that is either there or not.
    static QuirkKind plain(String name, String symptom, String clause, String source, Quirk quirk) {
        return new QuirkKind(name, symptom, clause, source, "", given -> {
            given.ifPresent(node -> {
                throw node.wrong(name + " takes no parameter");
            });
            return quirk;
        });
    }

    /// A quirk with a parameter that may be left out.
    static QuirkKind with(
            String name,
            String symptom,
            String clause,
            String source,
            String parameter,
            Quirk otherwise,
            Function<YamlNode, Quirk> make) {
        return new QuirkKind(
                name,
                symptom,
                clause,
                source,
                parameter,
                given -> given.map(make).orElse(otherwise));
    }

    /// @throws BadYaml if the quirk cannot be made of that
    public Quirk make(Optional<YamlNode> given) {
        try {
            return make.apply(given);
        } catch (IllegalArgumentException e) {
            throw given.orElseThrow(() -> e).wrong(String.valueOf(e.getMessage()));
        }
    }
}
