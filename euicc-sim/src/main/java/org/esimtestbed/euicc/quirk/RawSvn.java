package org.esimtestbed.euicc.quirk;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The version of SGP.22 does not have three octets.
record RawSvn(Bytes octets) implements Quirk.Constant {
    private static final int SVN = 0x82;
    static final QuirkKind KIND = QuirkKind.with(
            "raw-svn",
            "svn in EUICCInfo1 and EUICCInfo2 has another size than 3 octets.",
            "SGP.22 §2.4.3, VersionType ::= OCTET STRING (SIZE(3))",
            "waigel/euicc-rsp@cf8dd2b",
            "octets in hexadecimal; 0202 where left out",
            new RawSvn(Bytes.of(2, 2)),
            node -> new RawSvn(node.octets()));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Tlv info(Tlv euiccInfo) {
        return Members.replacing(euiccInfo, SVN, Tlv.of(SVN, octets));
    }
}
