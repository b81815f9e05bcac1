package org.esimtestbed.euicc.quirk;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esimtestbed.profilepackage.yaml.YamlNode;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// EUICCInfo2 has fewer fields than usual, or fields of a version to come.
///
/// @param without tags of fields left out
/// @param future  whether a field of a later version follows
record Info2Fields(Set<Integer> without, boolean future) implements Quirk.Constant {
    private static final int OF_A_LATER_VERSION = 0x9E;
    // By the names of SGP.22 §5.7.8; ts102241Version was called javacardVersion up to v2.1.
    private static final Map<String, Integer> FIELDS = Map.of(
            "extCardResource", 0x84,
            "uiccCapability", 0x85,
            "ts102241Version", 0x86,
            "globalplatformVersion", 0x87,
            "rspCapability", 0x88,
            "euiccCategory", 0x8B,
            "forbiddenProfilePolicyRules", 0x99,
            "sasAcreditationNumber", Tags.UTF8_STRING);
    static final QuirkKind KIND = QuirkKind.with(
            "info2-fields",
            "EUICCInfo2 lacks optional fields, as on cards of SGP.22 v2.1, or carries a field of a version to come.",
            "SGP.22 §5.7.8, EXTENSIBILITY IMPLIED",
            "estkme-group/lpac:docs/USAGE.md, #265, #266, @ba6d542; akhawanda/eUICC@ca0e9cb",
            "a mapping with without (list of fields) and future (true or false); without ts102241Version where left out",
            new Info2Fields(Set.of(0x86), false),
            Info2Fields::read);

    private static Info2Fields read(YamlNode node) {
        var without = new HashSet<Integer>();
        for (var field : node.entry("without").map(YamlNode::items).orElse(List.of())) {
            var tag = FIELDS.get(field.text());
            if (tag == null) throw field.wrong(field.text() + " is no field of EUICCInfo2 that can be left out");
            without.add(tag);
        }
        return new Info2Fields(
                Set.copyOf(without),
                node.entry("future").map(it -> Boolean.parseBoolean(it.text())).orElse(false));
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Tlv info(Tlv euiccInfo) {
        if (euiccInfo.tag() != Tags.EUICC_INFO_2) return euiccInfo;
        var fewer = Members.without(euiccInfo, without);
        return future ? Members.with(fewer, Tlv.of(OF_A_LATER_VERSION, Bytes.of(1))) : fewer;
    }
}
