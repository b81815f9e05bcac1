package org.esimtestbed.fuzz;

import org.esimtestbed.rsp.tlv.Bytes;

/// The octets of one execution, read from the front. Past their end everything is zero or empty: every input is valid.
final class Input {
    private final Bytes octets;
    private int at;

    Input(byte[] octets) {
        this.octets = Bytes.wrap(octets);
    }

    boolean isEmpty() {
        return at >= octets.size();
    }

    int octet() {
        return isEmpty() ? 0 : octets.at(at++);
    }

    /// Two octets, most significant first.
    int number() {
        int high = octet();
        return high << 8 | octet();
    }

    Bytes take(int count) {
        var taken = octets.slice(at, Math.min(octets.size(), at + count));
        at += taken.size();
        return taken;
    }

    /// A run of octets behind its length: one octet, or FF and two.
    Bytes run() {
        int length = octet();
        return take(length == 0xFF ? number() : length);
    }

    Bytes rest() {
        return take(octets.size() - at);
    }
}
