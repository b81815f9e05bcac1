package org.esimtestbed.lpa.baseband;

import org.esimtestbed.rsp.tlv.Bytes;

/// What a USIM answers to AUTHENTICATE (3GPP TS 31.102 §7.1.2.1). Prints no key.
sealed interface UsimAnswer {
    record Success(Bytes res, Bytes ck, Bytes ik) implements UsimAnswer {
        @Override
        public String toString() {
            return "Success[masked]";
        }
    }

    record SynchronisationFailure(Bytes auts) implements UsimAnswer {}

    record Refused(int statusWord) implements UsimAnswer {}

    /// @throws IllegalArgumentException if the data is neither 'DB' nor 'DC'
    static UsimAnswer of(Bytes data) {
        int tag = data.isEmpty() ? -1 : data.at(0);
        if (tag != 0xDB && tag != 0xDC) throw new IllegalArgumentException("no answer to AUTHENTICATE: " + data.hex());
        var first = field(data, 1);
        if (tag == 0xDC) return new SynchronisationFailure(first);
        int ckAt = 2 + first.size();
        var ck = field(data, ckAt);
        return new Success(first, ck, field(data, ckAt + 1 + ck.size()));
    }

    private static Bytes field(Bytes data, int at) {
        if (at >= data.size() || at + 1 + data.at(at) > data.size()) {
            throw new IllegalArgumentException("the answer to AUTHENTICATE ends within a field");
        }
        return data.slice(at + 1, at + 1 + data.at(at));
    }
}
