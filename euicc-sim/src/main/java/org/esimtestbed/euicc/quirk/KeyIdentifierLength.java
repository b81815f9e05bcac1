package org.esimtestbed.euicc.quirk;

import java.util.Set;
import org.esimtestbed.rsp.tlv.Tlv;

/// Identifiers of CI keys are cut.
///
/// @param octets left of each
record KeyIdentifierLength(int octets) implements Quirk.Constant {
    private static final Set<Integer> LISTS = Set.of(0xA9, 0xAA);
    static final QuirkKind KIND = QuirkKind.with(
            "key-identifier-length",
            "The CI key identifiers in EUICCInfo1 and EUICCInfo2 have another size than 20 octets.",
            "RFC 5280 §4.2.1.2; SGP.22 §5.7.8 names no size",
            "waigel/euicc-rsp@cf8dd2b",
            "octets, 1 to 19; 4 where left out",
            new KeyIdentifierLength(4),
            node -> new KeyIdentifierLength(node.number()));

    KeyIdentifierLength {
        if (octets < 1 || octets > 19) throw new IllegalArgumentException("cut to 1 to 19 octets");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Tlv info(Tlv euiccInfo) {
        return Tlv.of(
                euiccInfo.tag(),
                euiccInfo.children().stream()
                        .map(it -> LISTS.contains(it.tag()) ? cut(it) : it)
                        .toList());
    }

    private Tlv cut(Tlv list) {
        return Tlv.of(
                list.tag(),
                list.children().stream()
                        .map(it -> Tlv.of(
                                it.tag(),
                                it.value().first(Math.min(octets, it.value().size()))))
                        .toList());
    }
}
