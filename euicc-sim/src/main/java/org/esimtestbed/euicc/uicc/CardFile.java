package org.esimtestbed.euicc.uicc;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Aid;

/// A file as its Profile defines it (ETSI TS 102 221 §8). What an EF holds is kept apart in [Contents], so that an
/// update touches no tree. Immutable.
public sealed interface CardFile {
    int MF = 0x3F00;
    /// Stands for the ADF that is active on the channel.
    int CURRENT_ADF = 0x7FFF;

    /// The file identifier, 16 bits.
    int fid();

    AccessRule accessRule();

    /// Life cycle status integer (TS 102 221 §11.1.1.4.9): 05 activated.
    int lifeCycle();

    /// Where the access rules of a file stand (tag 8B, TS 102 221 §9.2.7).
    ///
    /// @param arrFid file identifier of the EF.ARR, searched from the file's own directory upwards
    /// @param record 1 to 254
    record AccessRule(int arrFid, int record) {}

    /// MF, DF or ADF.
    ///
    /// @param aid           DF name of an ADF
    /// @param pinReferences key references whose status the DF shows (tag C6), in order
    /// @param pinContext    which set of local PINs holds here; the global ones hold everywhere
    record Directory(
            int fid,
            Optional<Aid> aid,
            AccessRule accessRule,
            int lifeCycle,
            List<Integer> pinReferences,
            int pinContext,
            List<CardFile> children)
            implements CardFile {
        public Directory {
            pinReferences = List.copyOf(pinReferences);
            children = List.copyOf(children);
        }

        public Optional<CardFile> child(int wanted) {
            for (var child : children) if (child.fid() == wanted) return Optional.of(child);
            return Optional.empty();
        }

        /// The EF of this directory with that short file identifier.
        public Optional<ElementaryFile> bySfi(int sfi) {
            for (var child : children) {
                if (child instanceof ElementaryFile ef
                        && ef.sfi().filter(it -> it == sfi).isPresent()) {
                    return Optional.of(ef);
                }
            }
            return Optional.empty();
        }
    }

    enum Structure {
        TRANSPARENT(0x01),
        LINEAR_FIXED(0x02),
        CYCLIC(0x06),
        BER_TLV(0x39);

        private final int code;

        Structure(int code) {
            this.code = code;
        }

        /// The low six bits of the file descriptor octet (TS 102 221 §11.1.1.4.3).
        public int code() {
            return code;
        }

        public boolean hasRecords() {
            return this == LINEAR_FIXED || this == CYCLIC;
        }

        /// @throws IllegalArgumentException if no EF has such a descriptor
        public static Structure of(int fileDescriptorOctet) {
            for (var structure : values()) {
                int mask = structure == BER_TLV ? 0x3F : 0x07;
                boolean isTlv = (fileDescriptorOctet & 0x3F) == BER_TLV.code;
                if (isTlv == (structure == BER_TLV) && (fileDescriptorOctet & mask) == structure.code) return structure;
            }
            throw new IllegalArgumentException("no EF has file descriptor %02X".formatted(fileDescriptorOctet));
        }
    }

    /// @param size               octets reserved; of a BER-TLV EF the most it may hold
    /// @param recordLength       octets, 0 where there are no records
    /// @param sfi                short file identifier 1 to 30
    /// @param specialInformation octet of tag C0 within A5: 40 for frequent updates
    /// @param content            index into [Contents]; a linked file shares the index of its target
    record ElementaryFile(
            int fid,
            Structure structure,
            int size,
            int recordLength,
            Optional<Integer> sfi,
            AccessRule accessRule,
            int lifeCycle,
            int specialInformation,
            int content)
            implements CardFile {
        public int records() {
            return recordLength == 0 ? 0 : size / recordLength;
        }
    }
}
