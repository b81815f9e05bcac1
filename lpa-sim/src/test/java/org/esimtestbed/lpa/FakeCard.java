package org.esimtestbed.lpa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A card that knows the ISD-R and answers each function of ES10 as a test says; everything else is a segment of a
/// package. Remembers every APDU.
public final class FakeCard implements CardChannel {
    private static final Bytes OK = Bytes.hex("9000");

    /// What MANAGE CHANNEL is answered with.
    public Bytes channels = Bytes.hex("019000");

    /// Where the ISD-R is.
    public Aid isdr = Aid.ISD_R;

    /// Commands that are lost on their way.
    public Predicate<Bytes> loses = _ -> false;

    /// Octets that come at once; the rest is for GET RESPONSE.
    public int chunk = 200;

    /// Whether a command with data must have no Le.
    public boolean refusesLe;

    public final List<Bytes> commands = new ArrayList<>();
    public final List<Tlv> requests = new ArrayList<>();
    public final List<Bytes> segments = new ArrayList<>();
    private final Map<Integer, Function<Tlv, Bytes>> functions = new TreeMap<>();
    private Function<Bytes, Bytes> loading = _ -> OK;
    private Bytes collected = Bytes.EMPTY;
    private Bytes waiting = Bytes.EMPTY;

    /// @param answer the data object the function answers with
    public void on(int tag, Function<Tlv, Tlv> answer) {
        functions.put(tag, request -> answer.apply(request).raw().plus(OK));
    }

    public void refuses(int tag, String statusWord) {
        functions.put(tag, _ -> Bytes.hex(statusWord));
    }

    /// The card is pulled out when it is asked for that.
    public void breaks(int tag) {
        functions.put(tag, _ -> {
            throw new CardGone("pulled out", new IOException());
        });
    }

    /// @param answer data and status word for a segment
    public void loads(Function<Bytes, Bytes> answer) {
        loading = answer;
    }

    public List<Tlv> requests(int tag) {
        return requests.stream().filter(it -> it.tag() == tag).toList();
    }

    @Override
    public Bytes transmit(Bytes command) {
        commands.add(command);
        if (loses.test(command)) return Bytes.hex("6601");
        if (refusesLe && command.size() > 5 && command.size() > 5 + command.at(4)) return Bytes.hex("6700");
        return switch (command.at(1)) {
            case 0x70 -> command.at(2) == 0 ? channels : OK;
            case 0xA4 -> select(command);
            case 0xE2 -> storeData(command);
            case 0xC0 -> chunk();
            default -> OK;
        };
    }

    private Bytes select(Bytes command) {
        var name = command.slice(5, 5 + command.at(4));
        if (command.at(2) == 0x04 && !name.equals(isdr.bytes())) return Bytes.hex("6A82");
        return Tlv.of(0x6F, Tlv.of(0x84, name)).raw().plus(OK);
    }

    private Bytes storeData(Bytes command) {
        if (command.at(3) == 0) collected = Bytes.EMPTY; // a new command
        collected = collected.plus(command.slice(5, 5 + command.at(4)));
        if (command.at(2) == 0x11) return OK;
        var data = collected;
        collected = Bytes.EMPTY;
        var function = functions.get(firstTag(data));
        if (function == null) {
            segments.add(data);
            return keep(loading.apply(data));
        }
        var request = Tlv.parse(data);
        requests.add(request);
        return keep(function.apply(request));
    }

    private static int firstTag(Bytes data) {
        return data.size() > 1 && (data.at(0) & 0x1F) == 0x1F ? data.at(0) << 8 | data.at(1) : data.at(0);
    }

    // 61xx, as cards on T=0 do: what is long comes by GET RESPONSE
    private Bytes keep(Bytes response) {
        if (response.size() <= chunk) return response;
        waiting = response.first(response.size() - 2);
        return Bytes.of(0x61, chunk);
    }

    private Bytes chunk() {
        var part = waiting.first(Math.min(chunk, waiting.size()));
        waiting = waiting.from(part.size());
        return part.plus(waiting.isEmpty() ? OK : Bytes.of(0x61, Math.min(chunk, waiting.size())));
    }

    @Override
    public Bytes reset() {
        return Bytes.hex("3B00");
    }

    @Override
    public void close() {}
}
