package org.esimtestbed.lpa.download;

import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.data.DeviceInfo;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the simulated device says of itself: a test TAC of the GSMA's range and the releases it speaks.
public final class DeviceIdentity {
    private static final Version RELEASE_15 = new Version(15, 0, 0);

    private DeviceIdentity() {}

    public static DeviceInfo simulated() {
        return new DeviceInfo(
                Bytes.hex("00440245"),
                Map.of(DeviceInfo.GSM, RELEASE_15, DeviceInfo.UTRAN, RELEASE_15, DeviceInfo.EUTRAN, RELEASE_15),
                Optional.empty());
    }
}
