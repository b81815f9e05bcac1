package org.esimtestbed.rsp.data;

import java.util.function.Function;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A value beside the octets it was read from. A signature is checked over those, never over a re-encoding.
public record Signed<T>(Tlv tlv, T value) {
    public static <T> Signed<T> read(Tlv tlv, Function<Tlv, T> reader) {
        return new Signed<>(tlv, reader.apply(tlv));
    }

    public Bytes bytes() {
        return tlv.raw();
    }
}
