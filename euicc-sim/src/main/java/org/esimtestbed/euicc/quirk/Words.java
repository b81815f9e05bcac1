package org.esimtestbed.euicc.quirk;

import java.util.Arrays;
import java.util.Locale;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// A choice among a few words, as a personality writes it: `reading-order` for READING_ORDER.
final class Words {
    private Words() {}

    static <E extends Enum<E>> E of(YamlNode node, Class<E> choices) {
        for (var choice : choices.getEnumConstants()) {
            if (word(choice).equals(node.text())) return choice;
        }
        var words = Arrays.stream(choices.getEnumConstants()).map(Words::word).toList();
        throw node.wrong(node.text() + " is none of " + String.join(", ", words));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
