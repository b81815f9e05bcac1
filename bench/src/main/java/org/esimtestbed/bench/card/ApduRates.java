package org.esimtestbed.bench.card;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.tlv.Bytes;

/// APDUs a second through the door of one card with the generic Profile enabled, from one thread.
final class ApduRates {
    private static final int BATCH = 1_000;

    private ApduRates() {}

    static Map<String, Double> measure(Maker maker, Duration each) {
        var identity = maker.identity(2);
        var card = maker.card(identity, CardStore.inMemory());
        var reader = new Reader(card);
        var iccid = new Installer(maker).install(reader, identity);
        reader.call(new EnableProfile(new ProfileIdentifier.ByIccid(iccid), false));
        // the ISD-R stays selected on channel 1
        var rates = new LinkedHashMap<String, Double>();
        rates.put("STATUS", rate(card::transmit, Bytes.hex("80F2000C"), each));
        card.transmit(Bytes.hex("00A4000C022FE2"));
        rates.put("READ BINARY", rate(card::transmit, Bytes.hex("00B000000A"), each));
        rates.put(
                "STORE DATA, 255 octets",
                rate(card::transmit, Bytes.hex("81E21100FF").plus(Bytes.repeat(0x5A, 255)), each));
        return rates;
    }

    private interface Door {
        Bytes transmit(Bytes apdu);
    }

    private static double rate(Door door, Bytes apdu, Duration each) {
        count(door, apdu, each); // for the compiler
        return count(door, apdu, each);
    }

    private static double count(Door door, Bytes apdu, Duration each) {
        long start = System.nanoTime();
        long count = 0;
        long took;
        do {
            for (int i = 0; i < BATCH; i++) {
                var response = door.transmit(apdu);
                if (response.at(response.size() - 2) != 0x90) {
                    throw new IllegalStateException(response.last(2) + " answered to " + apdu.first(4));
                }
            }
            count += BATCH;
            took = System.nanoTime() - start;
        } while (took < each.toNanos());
        return count / (took / 1e9);
    }
}
