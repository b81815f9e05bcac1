package org.esimtestbed.euicc.uicc;

import java.util.Arrays;
import java.util.List;

/// The sequence numbers a USIM has accepted, one for each index (3GPP TS 33.102 Annex C.1.1.1): SQN is SEQ, 43 bits,
/// followed by IND, 5 bits. Immutable.
public final class SqnArray {
    public static final int SIZE = 32;
    public static final long MAX_SEQ = 0x07FF_FFFF_FFFFL;
    /// A limit that no two sequence numbers reach.
    public static final long NO_LIMIT = MAX_SEQ + 1;
    private final long[] seqs;

    private SqnArray(long[] seqs) {
        this.seqs = seqs;
    }

    /// @param seqs SEQ without index for IND 0 to 31
    /// @throws IllegalArgumentException unless there are 32 of at most 43 bits
    public static SqnArray of(List<Long> seqs) {
        if (seqs.size() != SIZE)
            throw new IllegalArgumentException("32 sequence numbers belong here, not " + seqs.size());
        for (var seq : seqs) {
            if (seq < 0 || seq > MAX_SEQ) throw new IllegalArgumentException("no sequence number of 43 bits: " + seq);
        }
        return new SqnArray(seqs.stream().mapToLong(Long::longValue).toArray());
    }

    public List<Long> seqs() {
        return Arrays.stream(seqs).boxed().toList();
    }

    /// SQN_MS: the highest SQN accepted, with its index (Annex C.2.1).
    public long sqnMs() {
        long highest = 0;
        for (int ind = 0; ind < SIZE; ind++) highest = Math.max(highest, seqs[ind] << 5 | ind);
        return highest;
    }

    /// Whether a received SQN is fresh (Annex C.2.1 to C.2.2).
    ///
    /// @param delta    the largest jump that is not taken for a wrap-around, or no limit
    /// @param ageLimit from which distance behind the newest on a number is too old, or no limit
    boolean isFresh(long sqn, long delta, long ageLimit) {
        long seq = sqn >>> 5;
        long newest = sqnMs() >>> 5;
        return seq > seqs[(int) (sqn & 31)] && seq - newest <= delta && newest - seq < ageLimit;
    }

    SqnArray accepted(long sqn) {
        var copy = seqs.clone();
        copy[(int) (sqn & 31)] = sqn >>> 5;
        return new SqnArray(copy);
    }
}
