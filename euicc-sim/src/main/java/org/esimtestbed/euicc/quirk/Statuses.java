package org.esimtestbed.euicc.quirk;

import java.util.Locale;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// A PEStatus as a personality writes it, by number or by name.
final class Statuses {
    private Statuses() {}

    static PeStatus of(YamlNode node) {
        var text = node.text();
        for (var status : PeStatus.values()) {
            var name = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text) || Integer.toString(status.number()).equals(text)) return status;
        }
        throw node.wrong(text + " is no PEStatus");
    }
}
