package org.esimtestbed.bench.card;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.rsp.es10.Es10Command;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A reader that holds one card, with the ISD-R selected on channel 1, and a stop watch that runs while the card works.
final class Reader {
    private static final int BLOCK = 255;

    private final Card card;
    private final Map<String, List<Long>> times = new HashMap<>();
    private long running;

    Reader(Card card) {
        this.card = card;
        card.powerOn();
        apdu(Bytes.hex("0070000001"));
        apdu(Bytes.hex("01A4040010" + Aid.ISD_R));
    }

    /// Forgets all times.
    void clear() {
        times.clear();
    }

    /// Nanoseconds the card took for each function, by name.
    Map<String, Percentiles> times() {
        var all = new TreeMap<String, Percentiles>();
        times.forEach((name, nanos) -> all.put(name, Percentiles.of(nanos)));
        return all;
    }

    <R> R call(Es10Command<R> command) {
        running = 0;
        var answer = storeData(command.request().raw());
        note(command.getClass().getSimpleName());
        return command.response(Tlv.parse(answer));
    }

    /// A function whose command comes in several segments; the answer to the last.
    Bytes load(String name, List<Bytes> segments) {
        running = 0;
        var answer = Bytes.EMPTY;
        for (var segment : segments) answer = storeData(segment);
        note(name);
        return answer;
    }

    private void note(String name) {
        times.computeIfAbsent(name, it -> new ArrayList<>()).add(running);
    }

    private Bytes storeData(Bytes command) {
        var data = Bytes.EMPTY;
        for (int at = 0, number = 0; at < command.size(); at += BLOCK, number++) {
            var block = command.slice(at, Math.min(command.size(), at + BLOCK));
            boolean last = at + BLOCK >= command.size();
            data = apdu(Bytes.of(0x81, 0xE2, last ? 0x91 : 0x11, number & 0xFF, block.size())
                    .plus(block));
        }
        return data;
    }

    private Bytes apdu(Bytes apdu) {
        var response = transmit(apdu);
        var data = Bytes.EMPTY;
        while (response.at(response.size() - 2) == 0x61) {
            data = data.plus(response.first(response.size() - 2));
            response = transmit(Bytes.of(0x81, 0xC0, 0, 0, response.at(response.size() - 1)));
        }
        int sw1 = response.at(response.size() - 2);
        if (sw1 != 0x90 && sw1 != 0x91) {
            throw new IllegalStateException("%s answered to %s".formatted(response.last(2), apdu.first(4)));
        }
        return data.plus(response.first(response.size() - 2));
    }

    private Bytes transmit(Bytes apdu) {
        long start = System.nanoTime();
        var response = card.transmit(apdu);
        running += System.nanoTime() - start;
        return response;
    }
}
