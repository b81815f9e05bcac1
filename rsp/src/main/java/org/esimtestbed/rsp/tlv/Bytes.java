package org.esimtestbed.rsp.tlv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable run of octets, compared by content. A slice shares the buffer it was cut from, so cutting costs
/// nothing.
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] buffer;
    private final int start;
    private final int size;

    private Bytes(byte[] buffer, int start, int size) {
        this.buffer = buffer;
        this.start = start;
        this.size = size;
    }

    /// The given octets, copied.
    public static Bytes copyOf(byte[] octets) {
        return new Bytes(octets.clone(), 0, octets.length);
    }

    /// The given octets without a copy: the caller hands the array over and does not write to it again.
    public static Bytes wrap(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets, 0, octets.length);
    }

    /// One octet for each argument, taken modulo 256: `Bytes.of(0x90, 0x00)`.
    public static Bytes of(int... octets) {
        var buffer = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) buffer[i] = (byte) octets[i];
        return wrap(buffer);
    }

    /// Octets from hexadecimal text, either case, blanks ignored.
    ///
    /// @throws IllegalArgumentException if the text holds anything else or an odd number of digits
    public static Bytes hex(String text) {
        return wrap(HEX.parseHex(text.replaceAll("\\s+", "")));
    }

    public static Bytes utf8(String text) {
        return wrap(text.getBytes(UTF_8));
    }

    /// @throws IllegalArgumentException if the text is no base64; missing padding is accepted
    public static Bytes base64(String text) {
        return wrap(Base64.getDecoder().decode(text));
    }

    public static Bytes concat(Bytes... parts) {
        int size = 0;
        for (var part : parts) size += part.size;
        var buffer = new byte[size];
        int at = 0;
        for (var part : parts) {
            part.copyTo(buffer, at);
            at += part.size;
        }
        return wrap(buffer);
    }

    /// `count` octets of one value.
    public static Bytes repeat(int octet, int count) {
        var buffer = new byte[count];
        Arrays.fill(buffer, (byte) octet);
        return wrap(buffer);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The octet at an index, 0 to 255.
    ///
    /// @throws IndexOutOfBoundsException outside 0 … size-1
    public int at(int index) {
        return buffer[start + Objects.checkIndex(index, size)] & 0xFF;
    }

    /// The octets from `from` (inclusive) to `to` (exclusive), sharing this buffer.
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new Bytes(buffer, start + from, to - from);
    }

    public Bytes from(int index) {
        return slice(index, size);
    }

    public Bytes first(int count) {
        return slice(0, count);
    }

    public Bytes last(int count) {
        return slice(size - count, size);
    }

    public boolean startsWith(Bytes prefix) {
        return size >= prefix.size && first(prefix.size).equals(prefix);
    }

    public Bytes plus(Bytes other) {
        return concat(this, other);
    }

    /// A copy with the octets at `at` replaced.
    ///
    /// @throws IndexOutOfBoundsException if the replacement does not fit
    public Bytes with(int at, Bytes replacement) {
        Objects.checkFromIndexSize(at, replacement.size, size);
        var copy = toArray();
        replacement.copyTo(copy, at);
        return wrap(copy);
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(buffer, start, start + size);
    }

    public void copyTo(byte[] target, int at) {
        System.arraycopy(buffer, start, target, at, size);
    }

    /// A read-only view, for the `update(ByteBuffer)` methods of JCA.
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(buffer, start, size).asReadOnlyBuffer();
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(buffer, start, size);
    }

    /// Upper-case hexadecimal without blanks.
    public String hex() {
        return HEX.formatHex(buffer, start, start + size);
    }

    /// Padded base64 in one line.
    public String base64() {
        return Base64.getEncoder().encodeToString(toArray());
    }

    public String utf8() {
        return new String(buffer, start, size, UTF_8);
    }

    /// The octets as an unsigned number, most significant first.
    ///
    /// @throws ArithmeticException with more than 7 significant octets
    public long unsigned() {
        long number = 0;
        for (int i = 0; i < size; i++) {
            if (number >>> 48 != 0) throw new ArithmeticException("too large for a number: " + hex());
            number = number << 8 | at(i);
        }
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(buffer, start, start + size, that.buffer, that.start, that.start + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + size; i++) hash = 31 * hash + buffer[i];
        return hash;
    }

    @Override
    public String toString() {
        return hex();
    }
}
