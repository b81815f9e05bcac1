package org.esimtestbed.euicc.quirk;

import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The free memory that is told has nothing to do with the free memory.
///
/// @param octets 0 to 4294967295; -1 for one that cannot be read
record ReportedMemory(long octets) implements Quirk.Constant {
    private static final int EXT_CARD_RESOURCE = 0x84;
    private static final int FREE_NON_VOLATILE = 0x82;
    static final QuirkKind KIND = QuirkKind.with(
            "reported-memory",
            "extCardResource tells of free memory that is not there, and the installation ends with "
                    + "errorReason 10, too little memory; or of none, or -1 where it cannot be read.",
            "SGP.22 §5.7.8 extCardResource, ETSI TS 102 226 §8.2.1.7.2",
            "estkme-group/lpac#100, #101; GrapheneOS/os-issue-tracker#8359",
            "octets, or -1; 400000 where left out",
            new ReportedMemory(400_000),
            node -> new ReportedMemory(node.number()));

    ReportedMemory {
        if (octets < -1 || octets > 0xFFFF_FFFFL) throw new IllegalArgumentException("memory is -1 to 4294967295");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Tlv info(Tlv euiccInfo) {
        if (euiccInfo.tag() != Tags.EUICC_INFO_2) return euiccInfo;
        var resource = Tlv.of(0xA4, euiccInfo.child(EXT_CARD_RESOURCE).value()); // the octets are data objects
        var number = (int) octets;
        var bent = Members.replacing(
                resource,
                FREE_NON_VOLATILE,
                Tlv.of(FREE_NON_VOLATILE, Bytes.of(number >> 24, number >> 16, number >> 8, number)));
        return Members.replacing(euiccInfo, EXT_CARD_RESOURCE, Tlv.of(EXT_CARD_RESOURCE, bent.value()));
    }
}
