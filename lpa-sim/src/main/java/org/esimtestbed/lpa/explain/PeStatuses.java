package org.esimtestbed.lpa.explain;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Reads each PEStatus out of the EUICCResponses of a simaResponse (TCA eUICC Profile Package, Annex A).
final class PeStatuses {
    private static final int EUICC_RESPONSE = 0x30;
    private static final int PE_STATUS_LIST = 0xA0;

    private PeStatuses() {}

    /// What is no EUICCResponse says nothing: cards leave it empty, and the reason stands without it.
    static List<Finding> findings(Bytes simaResponse) {
        var findings = new ArrayList<Finding>();
        try {
            for (var response : Tlv.parseAll(simaResponse)) {
                response.expect(EUICC_RESPONSE)
                        .find(PE_STATUS_LIST)
                        .ifPresent(list -> list.children().forEach(status -> findings.add(finding(status))));
            }
        } catch (MalformedTlv none) {
            return List.of();
        }
        return findings;
    }

    private static Finding finding(Tlv status) {
        int number = status.expect(EUICC_RESPONSE).child(0x80).asInt();
        var element =
                status.find(0x81).map(it -> ", Profile Element " + it.asInt()).orElse("");
        boolean statusWord = number >= 0x6000; // what the card's own file system or runtime said
        var code = statusWord ? "sw %04X".formatted(number) : "pe " + number;
        return new Finding(code, "PEStatus " + (statusWord ? "%04X".formatted(number) : number) + element);
    }
}
