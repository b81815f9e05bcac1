package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// DeviceInfo (SGP.22 §4.2): what the LPA tells the server of its Device.
///
/// @param tac          first 8 digits of the IMEI, two an octet: 4 octets
/// @param capabilities highest supported release by the member's tag: 80 GSM, 81 UTRAN, 85 E-UTRAN, 86 contactless …
/// @param imei         8 octets, where the Device tells it
public record DeviceInfo(Bytes tac, Map<Integer, Version> capabilities, Optional<Bytes> imei) {
    public static final int GSM = 0x80;
    public static final int UTRAN = 0x81;
    public static final int EUTRAN = 0x85;

    public DeviceInfo {
        capabilities = Map.copyOf(capabilities);
    }

    public Tlv encode(int tag) {
        var releases = new TreeMap<>(capabilities)
                .entrySet().stream()
                        .map(entry -> Tlv.of(entry.getKey(), entry.getValue().bytes()))
                        .toList();
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(0x80, tac));
        members.add(Tlv.of(0xA1, releases));
        imei.ifPresent(it -> members.add(Tlv.of(0x82, it)));
        return Tlv.of(tag, members);
    }

    /// @throws MalformedTlv if a mandatory member is missing
    public static DeviceInfo of(Tlv tlv) {
        var capabilities = new TreeMap<Integer, Version>();
        for (var release : tlv.child(0xA1, "deviceCapabilities").children()) {
            if (release.value().size() == 3) capabilities.put(release.tag(), Version.of(release.value()));
        }
        return new DeviceInfo(
                tlv.child(0x80, "tac").value(), capabilities, tlv.find(0x82).map(Tlv::value));
    }
}
