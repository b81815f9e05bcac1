package org.esimtestbed.rsp.aka;

import org.esimtestbed.rsp.tlv.Bytes;

/// The authentication algorithm of test USIMs (3GPP TS 34.108 §8.1.2): exclusive or, no secret worth the name.
public final class TestAlgorithm implements AkaAlgorithm {
    /// The AMF by which a test network asks the test USIM for a resynchronisation (TS 34.108 §8.1.2.2).
    public static final Bytes AMF_RESYNCH = Bytes.of(0xFF, 0xFF);

    private static final int BLOCK = 16;
    private final byte[] k;

    /// @param k 16 octets
    public TestAlgorithm(Bytes k) {
        this.k = AkaAlgorithm.key("K", k);
    }

    @Override
    public Bytes f1(Bytes rand, Bytes sqn, Bytes amf) {
        var cdout = AkaAlgorithm.sqnAndAmf(sqn, amf);
        var xdout = xdout(rand);
        for (int i = 0; i < cdout.length; i++) cdout[i] ^= xdout[i];
        return Bytes.wrap(cdout);
    }

    @Override
    public Bytes f1Star(Bytes rand, Bytes sqn, Bytes amf) {
        return f1(rand, sqn, amf);
    }

    /// RES has the greatest length the algorithm allows, 16 octets.
    @Override
    public Keys f2345(Bytes rand) {
        var xdout = xdout(rand);
        return new Keys(Bytes.copyOf(xdout), rotated(xdout, 1), rotated(xdout, 2), ak(xdout));
    }

    @Override
    public Bytes f5Star(Bytes rand) {
        return ak(xdout(rand));
    }

    private static Bytes ak(byte[] xdout) {
        return Bytes.copyOf(xdout).slice(3, 9);
    }

    private byte[] xdout(Bytes rand) {
        var xdout = AkaAlgorithm.rand(rand);
        for (int i = 0; i < BLOCK; i++) xdout[i] ^= k[i];
        return xdout;
    }

    private static Bytes rotated(byte[] block, int octets) {
        var rotated = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) rotated[i] = block[(i + octets) % BLOCK];
        return Bytes.wrap(rotated);
    }

    @Override
    public String toString() {
        return "TestAlgorithm[masked]";
    }
}
