package org.esimtestbed.rsp.id;

import java.util.regex.Pattern;
import org.esimtestbed.rsp.tlv.Bytes;

/// An object identifier in dotted text, at most 2^55 in one arc; coded by X.690 §8.19.
public record Oid(String dotted) {
    private static final Pattern FORM = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,15}))+");

    /// @throws IllegalArgumentException if the text is no object identifier
    public Oid {
        if (!FORM.matcher(dotted).matches()) throw new IllegalArgumentException("no object identifier: " + dotted);
        var arcs = dotted.split("\\.");
        if (arcs[0].charAt(0) < '2' && Long.parseLong(arcs[1]) > 39) {
            throw new IllegalArgumentException("no object identifier: " + dotted);
        }
    }

    /// @throws IllegalArgumentException if the octets are no object identifier
    public static Oid of(Bytes value) {
        var text = new StringBuilder();
        long arc = 0;
        for (int i = 0; i < value.size(); i++) {
            if (arc >>> 48 != 0) throw new IllegalArgumentException("an arc too large: " + value.hex());
            arc = arc << 7 | value.at(i) & 0x7F;
            if ((value.at(i) & 0x80) == 0) {
                if (text.isEmpty()) {
                    long top = Math.min(arc / 40, 2);
                    text.append(top).append('.').append(arc - top * 40);
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            } else if (i == value.size() - 1) {
                throw new IllegalArgumentException("the object identifier ends within an arc: " + value.hex());
            }
        }
        return new Oid(text.toString());
    }

    /// The value octets, without tag and length.
    public Bytes value() {
        var arcs = dotted.split("\\.");
        var octets = arc(Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) octets = octets.plus(arc(Long.parseLong(arcs[i])));
        return octets;
    }

    private static Bytes arc(long number) {
        var octets = Bytes.of((int) (number & 0x7F));
        for (long rest = number >>> 7; rest != 0; rest >>>= 7) {
            octets = Bytes.of((int) (rest & 0x7F | 0x80)).plus(octets);
        }
        return octets;
    }

    @Override
    public String toString() {
        return dotted;
    }
}
