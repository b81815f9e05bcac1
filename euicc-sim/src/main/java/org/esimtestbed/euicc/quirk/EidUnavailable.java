package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The EID cannot be read.
record EidUnavailable() implements Quirk.Constant {
    private static final int EID = 0x5A;
    static final QuirkKind KIND = QuirkKind.plain(
            "eid-unavailable",
            "GetEID answers with sixteen zeros.",
            "SGP.22 §5.7.20",
            "GrapheneOS/os-issue-tracker#8359",
            new EidUnavailable());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Optional<Tlv> responding(Tlv request) {
        if (request.tag() != GetEid.TAG) return Optional.empty();
        return Optional.of(Tlv.of(GetEid.TAG, Tlv.of(EID, Bytes.repeat(0, 16))));
    }
}
