package org.esimtestbed.lpa.baseband;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import tools.jackson.databind.JsonNode;

/// A card that is a table of files, and a network that asks and answers what a test says.
final class ModemStage implements AutoCloseable {
    static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000001");
    static final Imsi IMSI = new Imsi("001010000000001");
    static final Bytes USIM = Bytes.hex("A0000000871002FF49FF0589");
    static final Bytes RAND = Bytes.repeat(0x11, 16);
    static final Bytes AUTN = Bytes.repeat(0x22, 16);
    static final Bytes RES = Bytes.repeat(0xA5, 8);
    static final Bytes CK = Bytes.repeat(0xC5, 16);
    static final Bytes IK = Bytes.repeat(0xD5, 16);
    static final Bytes KEYS =
            Bytes.concat(Bytes.of(0xDB, 8), RES, Bytes.of(16), CK, Bytes.of(16), IK, Bytes.hex("9000"));

    final Uicc uicc = new Uicc();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final Map<String, Object> network = new HashMap<>();
    final HomeNetwork home;
    private final HttpServer server;

    /// Files by path; AUTHENTICATE and what else there is as a queue.
    static final class Uicc implements CardChannel {
        final Map<String, List<Bytes>> files = new HashMap<>();
        final Deque<Bytes> authentications = new ArrayDeque<>();
        final Deque<Bytes> fetched = new ArrayDeque<>();
        final List<Bytes> commands = new ArrayList<>();
        Bytes afterResponse = Bytes.hex("9000");
        int resets;
        private List<Bytes> selected = List.of();

        @Override
        public Bytes transmit(Bytes command) {
            commands.add(command);
            return switch (command.at(1)) {
                case 0xA4 -> select(command.slice(5, 5 + command.at(4)).hex());
                case 0xB0 -> selected.getFirst().plus(Bytes.hex("9000"));
                case 0xB2 -> selected.get(command.at(2) - 1).plus(Bytes.hex("9000"));
                case 0x88 -> authentications.remove();
                case 0x12 -> fetched.remove();
                case 0x14 -> afterResponse;
                default -> Bytes.hex("9000");
            };
        }

        private Bytes select(String path) {
            if (!files.containsKey(path)) return Bytes.hex("6A82");
            selected = files.get(path);
            int size = selected.isEmpty() ? 0 : selected.getFirst().size();
            return Tlv.of(
                            0x62,
                            Tlv.of(0x82, Bytes.of(0x42, 0x21, 0, size, selected.size())),
                            Tlv.of(0x80, Bytes.of(0, size)))
                    .raw()
                    .plus(Bytes.hex("9000"));
        }

        @Override
        public Bytes reset() {
            resets++;
            return Bytes.hex("3B00");
        }

        @Override
        public void close() {}
    }

    ModemStage() throws IOException {
        var application = Tlv.of(0x61, Tlv.of(0x4F, USIM)).raw();
        uicc.files.put("3F00", List.of());
        uicc.files.put("2F00", List.of(Bytes.repeat(0xFF, application.size()), application));
        uicc.files.put("2FE2", List.of(ICCID.ef()));
        uicc.files.put(USIM.hex(), List.of());
        uicc.files.put("6F07", List.of(IMSI.ef()));
        uicc.files.put("6FAD", List.of(Bytes.hex("00000002")));
        uicc.files.put("6F38", List.of(Bytes.hex("010204")));
        uicc.files.put("6F46", List.of(Bytes.of(1).plus(Bytes.utf8("Testnet")).plus(Bytes.of(0xFF))));

        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getPath();
                heard.add(path + " " + new String(exchange.getRequestBody().readAllBytes()));
                var answer = network.get(path);
                var body = answer == null ? new byte[0] : RspJson.mapper().writeValueAsBytes(answer);
                exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                if (body.length > 0) exchange.getResponseBody().write(body);
            }
        });
        server.start();
        network.put(Attach.REQUEST_PATH, new Attach.Challenge(RAND, AUTN));
        network.put(Attach.RESYNCHRONISATION_PATH, new Attach.Challenge(Bytes.repeat(0x33, 16), AUTN));
        network.put(Attach.ANSWER_PATH, Map.of("attached", true, "plmn", "00101"));
        home = new HomeNetwork(
                URI.create("http://localhost:" + server.getAddress().getPort()));
    }

    Baseband baseband(BasebandSettings settings) {
        return new Baseband(
                new Terminal(uicc, Tracer.NONE, InstantSource.system(), "Baseband"),
                home,
                settings,
                Tracer.NONE,
                InstantSource.system());
    }

    /// The message that came to that path first.
    JsonNode heard(String path) {
        return RspJson.mapper()
                .readTree(heard.stream()
                        .filter(it -> it.startsWith(path + " "))
                        .findFirst()
                        .orElseThrow()
                        .substring(path.length()));
    }

    long times(String path) {
        return heard.stream().filter(it -> it.startsWith(path + " ")).count();
    }

    @Override
    public void close() {
        home.close();
        server.stop(0);
    }
}
