package org.esimtestbed.euicc.quirk;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;

/// Patterns are expanded wrongly: the installation is a success, and files hold something else.
record FillPattern(Way way) implements Quirk.Constant {
    enum Way {
        /// As if no pattern were there.
        IGNORE,
        /// Written once, FF behind it.
        ONCE
    }

    static final QuirkKind KIND = QuirkKind.with(
            "fill-pattern",
            "fillPattern and repeatPattern are ignored, or written once. The installation succeeds and the files hold "
                    + "FF where the pattern should be.",
            "TCA eUICC Profile Package, proprietaryEFInfo",
            "osmocom/pysim@5998453, @ca1b00f, @b22bab0",
            "ignore or once; ignore where left out",
            new FillPattern(Way.IGNORE),
            node -> new FillPattern(Words.of(node, Way.class)));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        var bent = element;
        for (var file : FileControls.of(element)) {
            for (var pattern : List.of("fillPattern", "repeatPattern")) {
                var path = "proprietaryEFInfo." + pattern;
                var found = file.fcp().find(path);
                if (found.isEmpty()) continue;
                var octets = found.get().tlv().value();
                // A fill pattern repeats its last octet, and with FF at its end nothing but FF follows.
                var instead = way == Way.IGNORE ? Bytes.of(0xFF) : octets.plus(Bytes.of(0xFF));
                bent = bent.with(file.path(), asFill(file.fcp(), instead));
            }
        }
        return bent;
    }

    private static Value asFill(Value.Sequence fcp, Bytes pattern) {
        var info = (Value.Sequence) fcp.find("proprietaryEFInfo").orElseThrow();
        var fields = new ArrayList<Value.Field>();
        for (var field : info.fields()) {
            boolean isPattern =
                    field.name().equals("fillPattern") || field.name().equals("repeatPattern");
            fields.add(isPattern ? new Value.Field("fillPattern", Value.Octets.of(0xC1, pattern)) : field);
        }
        return fcp.with("proprietaryEFInfo", Value.Sequence.of(info.tlv().tag(), fields));
    }
}
