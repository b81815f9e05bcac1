package org.esimtestbed.console.command;

import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.explain.Language;
import picocli.CommandLine.Option;

/// `--lang`: what failures are explained in.
final class LanguageOption {
    private enum Name {
        en,
        ja
    }

    @Option(names = "--lang", paramLabel = "en|ja", description = "language of explanations (default: the system's)")
    private Optional<Name> name = Optional.empty();

    Language chosen() {
        return name.map(it -> Language.valueOf(it.name().toUpperCase(Locale.ROOT)))
                .orElseGet(() -> Language.of(Locale.getDefault()));
    }
}
