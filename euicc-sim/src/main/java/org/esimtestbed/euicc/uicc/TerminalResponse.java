package org.esimtestbed.euicc.uicc;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the Device made of a proactive command (ETSI TS 102 223 §6.8).
///
/// @param objects its data objects, in order
public record TerminalResponse(List<Tlv> objects) {
    private static final int DETAILS = 0x01;
    private static final int DEVICE_IDENTITIES = 0x02;
    private static final int RESULT = 0x03;
    // A tag with its comprehension bit means the same (TS 101 220 §7.2).
    private static final int WITHOUT_COMPREHENSION = 0x7F;

    public TerminalResponse {
        objects = List.copyOf(objects);
    }

    /// @throws MalformedTlv unless these are data objects with command details and a result
    static TerminalResponse of(Bytes data) {
        var response = new TerminalResponse(Tlv.parseAll(data));
        response.mandatory(DETAILS).sized(3);
        response.find(DEVICE_IDENTITIES).ifPresent(identities -> identities.sized(2));
        if (response.mandatory(RESULT).value().isEmpty()) throw new MalformedTlv(0, "the result is empty");
        return response;
    }

    /// The data object with that tag, with or without comprehension bit.
    public Optional<Tlv> find(int tag) {
        return objects.stream()
                .filter(tlv -> (tlv.tag() & WITHOUT_COMPREHENSION) == tag)
                .findFirst();
    }

    private Tlv mandatory(int tag) {
        return find(tag).orElseThrow(() -> new MalformedTlv(0, "TERMINAL RESPONSE lacks %02X".formatted(tag)));
    }

    /// Command number, type and qualifier of the command it answers.
    Bytes details() {
        return mandatory(DETAILS).value();
    }

    /// General result (§8.12): 00 to 0F performed, 10 and 11 ended by the user, 20 and above not performed.
    public int generalResult() {
        return mandatory(RESULT).value().at(0);
    }

    public boolean isPerformed() {
        return generalResult() < 0x10;
    }
}
