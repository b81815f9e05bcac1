package org.esimtestbed.rsp.es8plus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A Bound Profile Package (SGP.22 §2.5.4), tag BF36: one Profile, protected for one eUICC.
///
/// @param tlv                     the whole, as received
/// @param initialiseSecureChannel BF23
/// @param firstSequenceOf87       ConfigureISDP, encrypted
/// @param sequenceOf88            StoreMetadata, MACed
/// @param secondSequenceOf87      ReplaceSessionKeys, encrypted, where the profile elements have keys of their own
/// @param sequenceOf86            the profile elements, encrypted
public record BoundProfilePackage(
        Tlv tlv,
        Tlv initialiseSecureChannel,
        Tlv firstSequenceOf87,
        Tlv sequenceOf88,
        Optional<Tlv> secondSequenceOf87,
        Tlv sequenceOf86) {
    public static final int CONFIGURE_ISDP = 0xA0;
    public static final int STORE_METADATA = 0xA1;
    public static final int REPLACE_SESSION_KEYS = 0xA2;
    public static final int PROFILE_ELEMENTS = 0xA3;
    private static final int MAC = 8;

    /// @throws MalformedTlv if a mandatory part is missing
    public static BoundProfilePackage of(Tlv tlv) {
        tlv.expect(Tags.BOUND_PROFILE_PACKAGE);
        return new BoundProfilePackage(
                tlv,
                tlv.child(InitialiseSecureChannel.TAG),
                tlv.child(CONFIGURE_ISDP),
                tlv.child(STORE_METADATA),
                tlv.find(REPLACE_SESSION_KEYS),
                tlv.child(PROFILE_ELEMENTS));
    }

    /// The Profile Metadata inside, BF25. StoreMetadata is MACed and not encrypted (§2.5.3), so the LPA can read
    /// it: eight octets of MAC stand at the end of each block.
    ///
    /// @throws MalformedTlv if a block has no room for a MAC, or the blocks together are no data object
    public Tlv profileMetadata() {
        var metadata = Bytes.EMPTY;
        for (var block : sequenceOf88.children()) {
            if (block.value().size() < MAC) throw block.malformed("has no room for a MAC");
            metadata = metadata.plus(block.value().first(block.value().size() - MAC));
        }
        return Tlv.parse(metadata);
    }

    /// Cut as the LPA hands it to the eUICC (SGP.22 §2.5.5), each segment a STORE DATA chain of its own.
    public List<Bytes> segments() {
        var segments = new ArrayList<Bytes>();
        segments.add(tlv.header().plus(initialiseSecureChannel.raw()));
        segments.add(headerWithFirst(firstSequenceOf87));
        addRest(segments, firstSequenceOf87);
        segments.add(sequenceOf88.header());
        sequenceOf88.children().forEach(block -> segments.add(block.raw()));
        secondSequenceOf87.ifPresent(sequence -> {
            segments.add(headerWithFirst(sequence));
            addRest(segments, sequence);
        });
        segments.add(sequenceOf86.header());
        sequenceOf86.children().forEach(block -> segments.add(block.raw()));
        return segments;
    }

    private static Bytes headerWithFirst(Tlv sequence) {
        var first = sequence.children().stream().findFirst().orElseThrow(() -> sequence.malformed("holds no block"));
        return sequence.header().plus(first.raw());
    }

    private static void addRest(List<Bytes> segments, Tlv sequence) {
        sequence.children().stream().skip(1).forEach(block -> segments.add(block.raw()));
    }
}
