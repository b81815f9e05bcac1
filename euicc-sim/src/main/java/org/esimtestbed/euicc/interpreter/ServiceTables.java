package org.esimtestbed.euicc.interpreter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.tlv.Bytes;

/// The service tables of the applications: the eUICC takes out what it does not do (TCA eUICC Profile Package 3.3.1,
/// PE-USIM and PE-ISIM in Annex A).
final class ServiceTables {
    private static final int EF_UST = 0x6F38;
    private static final int EF_IST = 0x6F07;
    private static final Bytes ISIM = Bytes.hex("A0000000871004");

    // Services of EF.UST (3GPP TS 31.102 §4.2.8) and EF.IST (TS 31.103 §4.2.7) that are the card's own to carry out.
    private static final Map<Integer, UiccCapability> OF_THE_USIM = Map.of(
            68, UiccCapability.GBA_USIM,
            69, UiccCapability.MBMS_USIM,
            125, UiccCapability.GET_IDENTITY);
    private static final Map<Integer, UiccCapability> OF_THE_ISIM = Map.of(2, UiccCapability.GBA_ISIM);

    private ServiceTables() {}

    static Contents adapted(List<Directory> adfs, Contents contents, Set<UiccCapability> capabilities) {
        var adapted = contents;
        for (var adf : adfs) {
            boolean isIsim =
                    adf.aid().filter(aid -> aid.bytes().startsWith(ISIM)).isPresent();
            var services = isIsim ? OF_THE_ISIM : OF_THE_USIM;
            if (adf.child(isIsim ? EF_IST : EF_UST).orElse(null) instanceof ElementaryFile table && !isCsim(adf)) {
                for (var service : services.entrySet()) {
                    if (!capabilities.contains(service.getValue())) {
                        adapted = without(adapted, table.content(), service.getKey());
                    }
                }
            }
        }
        return adapted;
    }

    // The CSIM has another file under the same identifier (3GPP2 C.S0065).
    private static boolean isCsim(Directory adf) {
        return adf.aid()
                .filter(aid -> aid.bytes().startsWith(Bytes.hex("A000000343")))
                .isPresent();
    }

    private static Contents without(Contents contents, int table, int service) {
        var octets = contents.get(table);
        int at = (service - 1) / 8;
        int bit = 1 << (service - 1) % 8;
        if (at >= octets.size() || (octets.at(at) & bit) == 0) return contents;
        return contents.with(table, octets.with(at, Bytes.of(octets.at(at) & ~bit)));
    }
}
