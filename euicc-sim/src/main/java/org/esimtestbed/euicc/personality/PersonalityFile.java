package org.esimtestbed.euicc.personality;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.esimtestbed.euicc.door.Timing;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.quirk.Quirk;
import org.esimtestbed.euicc.quirk.QuirkCatalogue;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.profilepackage.yaml.YamlNode;
import org.esimtestbed.rsp.data.EuiccInfo2.RspCapability;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Version;

/// Reads a personality. What a file does not say is as on the reference card.
///
/// ```yaml
/// title: a sentence
/// versions: {svn: 2.2.2, profile: 2.3.1, firmware: 1.0.0}
/// capabilities: {uicc: [usim, isim], rsp: [additional-profile]}
/// memory: 256 KiB
/// aids: {isd-r: A000…, ecasd: A000…}
/// timing: {per-command: 2 ms, per-store-data: 20 ms}
/// forbidden-rules: [ppr1]
/// category: 1
/// sas-accreditation: text
/// quirks:
///   - no-channels
///   - maximum-lc: 120
/// ```
final class PersonalityFile {
    private static final Set<String> KEYS = Set.of(
            "title",
            "versions",
            "capabilities",
            "memory",
            "aids",
            "timing",
            "forbidden-rules",
            "category",
            "sas-accreditation",
            "quirks");

    private final YamlNode file;
    private final EuiccSettings reference = EuiccSettings.standard();

    private PersonalityFile(YamlNode file) {
        this.file = file;
    }

    /// @throws BadYaml     with file, line and key of what is wrong
    /// @throws IOException if the file cannot be read
    static Personality read(Path path) throws IOException {
        try (var reader = Files.newBufferedReader(path)) {
            var name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
            return read(name, path.toString(), reader);
        }
    }

    /// @param place what errors call the file
    static Personality read(String name, String place, Reader text) {
        return new PersonalityFile(YamlNode.parse(place, text)).personality(name);
    }

    private Personality personality(String name) {
        known(file, KEYS);
        var title = file.entry("title").map(YamlNode::text).orElse("");
        return new Personality(name, title, settings(), timing(), quirks());
    }

    private EuiccSettings settings() {
        return new EuiccSettings(
                version("svn", reference.svn()),
                version("profile", reference.profileVersion()),
                version("firmware", reference.firmwareVersion()),
                file.entry("memory").map(PersonalityFile::octets).orElse(reference.memory()),
                reference.defaultDpAddress(),
                reference.rootDsAddress(),
                capabilities("uicc", UiccCapability.class, reference.uiccCapability()),
                capabilities("rsp", RspCapability.class, reference.rspCapability()),
                file.entry("forbidden-rules")
                        .map(rules -> all(rules, PolicyRule.class))
                        .orElse(reference.forbiddenPpr()),
                reference.rules(),
                file.entry("category").map(YamlNode::number).or(reference::category),
                file.entry("sas-accreditation").map(YamlNode::text).orElse(reference.sasAccreditation()),
                aid("isd-r", reference.isdRAid()),
                aid("ecasd", reference.ecasdAid()));
    }

    private Version version(String which, Version otherwise) {
        return within("versions", Set.of("svn", "profile", "firmware"), which)
                .map(node -> made(node, () -> Version.of(node.text())))
                .orElse(otherwise);
    }

    private Aid aid(String which, Aid otherwise) {
        return within("aids", Set.of("isd-r", "ecasd"), which)
                .map(node -> made(node, () -> new Aid(node.octets())))
                .orElse(otherwise);
    }

    private <E extends Enum<E>> Set<E> capabilities(String which, Class<E> type, Set<E> otherwise) {
        return within("capabilities", Set.of("uicc", "rsp"), which)
                .map(list -> all(list, type))
                .orElse(otherwise);
    }

    private Timing timing() {
        var keys = Set.of("per-command", "per-store-data");
        return new Timing(
                within("timing", keys, "per-command")
                        .map(PersonalityFile::duration)
                        .orElse(Duration.ZERO),
                within("timing", keys, "per-store-data")
                        .map(PersonalityFile::duration)
                        .orElse(Duration.ZERO));
    }

    private List<Quirk> quirks() {
        var quirks = new ArrayList<Quirk>();
        for (var item : file.entry("quirks").map(YamlNode::items).orElse(List.of())) quirks.add(quirk(item));
        return quirks;
    }

    /// `name` alone, or a mapping of one name to its parameter.
    static Quirk quirk(YamlNode item) {
        if (!item.isMapping()) return kind(item, item.text(), Optional.empty());
        var entries = item.entries();
        if (entries.size() != 1) throw item.wrong("each quirk is an item of its own");
        var entry = entries.entrySet().iterator().next();
        return kind(item, entry.getKey(), Optional.of(entry.getValue()));
    }

    private static Quirk kind(YamlNode item, String name, Optional<YamlNode> parameter) {
        return QuirkCatalogue.named(name)
                .orElseThrow(() -> item.wrong("there is no quirk " + name + "; testbed euicc personalities lists them"))
                .make(parameter);
    }

    private Optional<YamlNode> within(String group, Set<String> keys, String which) {
        var node = file.entry(group);
        node.ifPresent(it -> known(it, keys));
        return node.flatMap(it -> it.entry(which));
    }

    private static void known(YamlNode node, Set<String> keys) {
        node.entries().forEach((key, value) -> {
            if (!keys.contains(key)) throw value.wrong("there is no such setting; known here: " + sorted(keys));
        });
    }

    private static <E extends Enum<E>> Set<E> all(YamlNode list, Class<E> type) {
        var set = EnumSet.noneOf(type);
        for (var item : list.items()) {
            set.add(Arrays.stream(type.getEnumConstants())
                    .filter(it -> word(it).equals(item.text()))
                    .findFirst()
                    .orElseThrow(() -> item.wrong(item.text() + " is none of "
                            + sorted(Arrays.stream(type.getEnumConstants())
                                    .map(PersonalityFile::word)
                                    .toList()))));
        }
        return set;
    }

    private static String sorted(Collection<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// `512 KiB`, `1 MiB` or plain octets.
    private static long octets(YamlNode node) {
        var words = node.text().split(" ");
        long factor = switch (words.length == 2 ? words[1] : "") {
            case "KiB" -> 1024;
            case "MiB" -> 1024 * 1024;
            case "" -> 1;
            default -> throw node.wrong("octets, KiB or MiB: " + node.text());
        };
        return made(node, () -> Math.multiplyExact(Long.parseUnsignedLong(words[0]), factor));
    }

    /// `20 ms` or `2 s`.
    private static Duration duration(YamlNode node) {
        var words = node.text().split(" ");
        if (words.length != 2) throw node.wrong("a time has a unit, ms or s: " + node.text());
        long number = made(node, () -> Long.parseUnsignedLong(words[0]));
        return switch (words[1]) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> throw node.wrong("a time has a unit, ms or s: " + node.text());
        };
    }

    private static <T> T made(YamlNode node, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }
}
