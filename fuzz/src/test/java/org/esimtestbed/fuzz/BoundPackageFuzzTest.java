package org.esimtestbed.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// A download that was prepared, and then a Bound Profile Package that someone has meddled with.
///
/// Input: one octet of flags (01 the edits are made before the parts are protected, so that MACs hold; 02 the profile
/// elements have keys of their own; 04 the power is cut in the end), then [Edits] of the segments, or with 01 of
/// ConfigureISDP, StoreMetadata and the profile elements.
class BoundPackageFuzzTest {
    private static final List<Bytes> FUNCTIONS = ServerSide.functions(States.SMALL_PACKAGE, States.THIRD);
    private static final List<Bytes> SEGMENTS = genuine(false);
    private static final List<Bytes> SEGMENTS_WITH_OWN_KEYS = genuine(true);
    private static final int GENUINE = SEGMENTS.stream().mapToInt(Bytes::size).sum();
    // The files a Profile may declare are as large as the card's memory, however short the element that does.
    private static final Cost COST = new Cost(16 << 20, 2048);

    @FuzzTest
    @DictionaryFile(resourcePath = "es10.dict")
    void segments(byte[] octets) {
        COST.limit(GENUINE + octets.length, () -> run(new Input(octets)));
    }

    private static List<Bytes> genuine(boolean replacesKeys) {
        return ServerSide.segments(States.PREPARED.channel(), FUNCTIONS, replacesKeys);
    }

    static CardUnderFire run(Input input) {
        int flags = input.octet();
        boolean replacesKeys = (flags & 0x02) != 0;
        var segments = (flags & 0x01) != 0
                ? ServerSide.segments(States.PREPARED.channel(), Edits.apply(input, FUNCTIONS), replacesKeys)
                : Edits.apply(input, replacesKeys ? SEGMENTS_WITH_OWN_KEYS : SEGMENTS);
        var card = new CardUnderFire(States.PREPARED.state()).atIsdR();
        for (var segment : segments) if (!card.storeData(segment).isEmpty()) break;
        if ((flags & 0x04) != 0) card.cutPower();
        card.checkState();
        return card;
    }
}
