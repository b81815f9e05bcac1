package org.esimtestbed.euicc.install;

import java.util.List;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;

/// The order of a Bound Profile Package (SGP.22 §2.5.4): which sequence is open, how much of it and of the whole is
/// to come.
final class PackageStructure {
    private static final List<Integer> SEQUENCES = List.of(
            BoundProfilePackage.CONFIGURE_ISDP,
            BoundProfilePackage.STORE_METADATA,
            BoundProfilePackage.REPLACE_SESSION_KEYS,
            BoundProfilePackage.PROFILE_ELEMENTS);

    private int leftOfPackage;
    private int sequence;
    private int leftOfSequence;

    /// @param length of the value of BF36, of which `taken` octets were InitialiseSecureChannel
    PackageStructure(int length, int taken) {
        leftOfPackage = length - taken;
    }

    /// The tag of the blocks in the open sequence, 0 while none is open.
    int blockTag() {
        return leftOfSequence == 0 ? 0 : blockTag(sequence);
    }

    int sequence() {
        return sequence;
    }

    boolean isSequenceComplete() {
        return leftOfSequence == 0;
    }

    boolean isComplete() {
        return leftOfPackage == 0 && leftOfSequence == 0 && sequence == BoundProfilePackage.PROFILE_ELEMENTS;
    }

    /// @throws InstallationFailed if this sequence does not belong here
    void open(SegmentHeader header) throws InstallationFailed {
        int here = SEQUENCES.indexOf(header.tag());
        int before = SEQUENCES.indexOf(sequence);
        boolean follows = here == before + 1
                || header.tag() == BoundProfilePackage.PROFILE_ELEMENTS
                        && sequence == BoundProfilePackage.STORE_METADATA; // new session keys are optional
        if (here < 0 || !follows || leftOfSequence != 0) throw misplaced(header.tag());
        if (header.length() == 0 || header.size() + header.length() > leftOfPackage) {
            throw new InstallationFailed(
                    ErrorReason.SCP03T_STRUCTURE_ERROR, "sequence %X does not fit the package".formatted(header.tag()));
        }
        sequence = header.tag();
        leftOfSequence = header.length();
        leftOfPackage -= header.size();
    }

    /// @throws InstallationFailed if this block does not belong here
    void block(int tag, int size) throws InstallationFailed {
        if (leftOfSequence == 0 || tag != blockTag(sequence)) throw misplaced(tag);
        if (size > Bsp.MAX_BLOCK) {
            throw new InstallationFailed(
                    ErrorReason.SCP03T_STRUCTURE_ERROR, "a block has " + size + " octets, more than " + Bsp.MAX_BLOCK);
        }
        if (size > leftOfSequence) {
            throw new InstallationFailed(
                    ErrorReason.SCP03T_STRUCTURE_ERROR, "a block is longer than what is left of its sequence");
        }
        leftOfSequence -= size;
        leftOfPackage -= size;
    }

    private static int blockTag(int sequence) {
        return switch (sequence) {
            case BoundProfilePackage.STORE_METADATA -> 0x88;
            case BoundProfilePackage.PROFILE_ELEMENTS -> 0x86;
            default -> 0x87;
        };
    }

    private InstallationFailed misplaced(int tag) {
        return new InstallationFailed(
                ErrorReason.SCP03T_STRUCTURE_ERROR, "%X stands where it does not belong".formatted(tag));
    }
}
