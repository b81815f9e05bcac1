package org.esimtestbed.euicc.door;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.rsp.tlv.Bytes;

/// How long a card takes for a command besides the time the computation needs.
///
/// @param perCommand   for any command
/// @param perStoreData besides, for a block of STORE DATA: what writing to a card's memory costs
public record Timing(Duration perCommand, Duration perStoreData) {
    public static final Timing IMMEDIATE = new Timing(Duration.ZERO, Duration.ZERO);
    private static final int STORE_DATA = 0xE2;

    /// @throws IllegalArgumentException for a negative time
    public Timing {
        if (perCommand.isNegative() || perStoreData.isNegative()) {
            throw new IllegalArgumentException("a card cannot answer before it was asked");
        }
    }

    /// How long that command takes.
    public Duration of(Bytes command) {
        boolean isStoreData = command.size() > 1 && command.at(1) == STORE_DATA;
        return isStoreData ? perCommand.plus(perStoreData) : perCommand;
    }

    void take(Bytes command) {
        var duration = of(command);
        if (!duration.isZero()) LockSupport.parkNanos(duration.toNanos());
    }
}
