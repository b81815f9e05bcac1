package org.esimtestbed.lpa;

import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.IsdrAids;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.quirk.LpaQuirks;

/// How this LPA works.
///
/// @param segmentSize octets of one STORE DATA block, 1 to 255
/// @param isdrAids    where it looks for the ISD-R
/// @param memory      what it remembers from one life to the next
/// @param quirks      what it does wrong on the way to the card; what it does wrong on the way to servers is asked of
///                    them by who makes its [org.esimtestbed.lpa.server.Es9Plus]
public record LpaSettings(int segmentSize, IsdrAids isdrAids, DeviceMemory memory, LpaQuirks quirks) {
    /// @throws IllegalArgumentException if no card takes such blocks
    public LpaSettings {
        if (segmentSize < 1 || segmentSize > Isdr.MAX_BLOCK) {
            throw new IllegalArgumentException(
                    "a STORE DATA block has 1 to " + Isdr.MAX_BLOCK + " octets: " + segmentSize);
        }
    }

    /// An honest LPA that knows cards of the field.
    public LpaSettings(int segmentSize, DeviceMemory memory) {
        this(segmentSize, IsdrAids.wellKnown(), memory, LpaQuirks.NONE);
    }

    /// The largest blocks, and honest.
    public static LpaSettings with(DeviceMemory memory) {
        return new LpaSettings(Isdr.MAX_BLOCK, memory);
    }
}
