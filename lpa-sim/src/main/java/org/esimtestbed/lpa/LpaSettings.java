package org.esimtestbed.lpa;

import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.memory.DeviceMemory;

/// How this LPA works.
///
/// @param segmentSize octets of one STORE DATA block, 1 to 255
/// @param memory      what it remembers from one life to the next
public record LpaSettings(int segmentSize, DeviceMemory memory) {
    /// @throws IllegalArgumentException if no card takes such blocks
    public LpaSettings {
        if (segmentSize < 1 || segmentSize > Isdr.MAX_BLOCK) {
            throw new IllegalArgumentException(
                    "a STORE DATA block has 1 to " + Isdr.MAX_BLOCK + " octets: " + segmentSize);
        }
    }

    /// The largest blocks.
    public static LpaSettings with(DeviceMemory memory) {
        return new LpaSettings(Isdr.MAX_BLOCK, memory);
    }
}
