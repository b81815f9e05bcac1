package org.esimtestbed.lpa.baseband;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The modem with a card that is a table of files, and a network that asks what a test says.
class BasebandTest {
    private static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000001");
    private static final Imsi IMSI = new Imsi("001010000000001");
    private static final Bytes USIM = Bytes.hex("A0000000871002FF49FF0589");
    private static final Bytes RAND = Bytes.repeat(0x11, 16);
    private static final Bytes AUTN = Bytes.repeat(0x22, 16);
    private static final Bytes RES = Bytes.repeat(0xA5, 8);
    private static final Bytes CK = Bytes.repeat(0xC5, 16);
    private static final Bytes IK = Bytes.repeat(0xD5, 16);
    private static final Bytes KEYS =
            Bytes.concat(Bytes.of(0xDB, 8), RES, Bytes.of(16), CK, Bytes.of(16), IK, Bytes.hex("9000"));

    private final Uicc uicc = new Uicc();
    private final List<String> heard = new ArrayList<>();
    private final Map<String, Object> network = new HashMap<>();
    private HttpServer server;
    private HomeNetwork home;
    private Baseband baseband;

    /// Files by path; AUTHENTICATE and what else there is as a queue.
    private static final class Uicc implements CardChannel {
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

    @BeforeEach
    void start() throws IOException {
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
        baseband = new Baseband(
                new Terminal(uicc, Tracer.NONE, InstantSource.system(), "Baseband"),
                home,
                Tracer.NONE,
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        home.close();
        server.stop(0);
    }

    private JsonNode heard(String path) {
        return RspJson.mapper()
                .readTree(heard.stream()
                        .filter(it -> it.startsWith(path + " "))
                        .findFirst()
                        .orElseThrow()
                        .substring(path.length()));
    }

    @Test
    void readsTheSimAndAttaches() {
        uicc.authentications.add(KEYS);

        var attached = (Attached) baseband.switchOn();

        assertThat(attached.sim().iccid()).isEqualTo(ICCID);
        assertThat(attached.sim().imsi()).isEqualTo(IMSI);
        assertThat(attached.sim().provider()).contains("Testnet");
        assertThat(attached.sim().homePlmn()).isEqualTo("00101");
        assertThat(attached.resynchronised()).isFalse();
        assertThat(uicc.commands)
                .contains(Bytes.concat(Bytes.hex("008800812210"), RAND, Bytes.of(0x10), AUTN, Bytes.of(0)));
        var answer = heard(Attach.ANSWER_PATH);
        assertThat(answer.path("res").asString()).isEqualTo(RES.base64());
        assertThat(answer.path("keyProof").asString())
                .isEqualTo(Attach.keyProof(CK, IK, RAND).base64());
        assertThat(String.join("", heard)).doesNotContain(CK.base64()).doesNotContain(IK.base64());
    }

    @Test
    void resynchronisesOnce() {
        var auts = Bytes.repeat(0xE1, 14);
        uicc.authentications.add(Bytes.concat(Bytes.of(0xDC, 14), auts, Bytes.hex("9000")));
        uicc.authentications.add(KEYS);

        assertThat(((Attached) baseband.switchOn()).resynchronised()).isTrue();

        var failure = heard(Attach.RESYNCHRONISATION_PATH);
        assertThat(failure.path("auts").asString()).isEqualTo(auts.base64());
        assertThat(failure.path("rand").asString()).isEqualTo(RAND.base64());
    }

    @Test
    void givesUpWhenResynchronisationDoesNotHelp() {
        var failure = Bytes.concat(Bytes.of(0xDC, 14), Bytes.repeat(0xE1, 14), Bytes.hex("9000"));
        uicc.authentications.add(failure);
        uicc.authentications.add(failure);

        assertThat(baseband.switchOn()).isEqualTo(new NoService("resynchronisation did not help"));
    }

    @Test
    void hasNoServiceWhereTheUsimDoesNotBelieveTheNetwork() {
        uicc.authentications.add(Bytes.hex("9862"));

        assertThat(((NoService) baseband.switchOn()).reason()).contains("9862");
    }

    @Test
    void hasNoServiceWhereTheNetworkRejects() {
        uicc.authentications.add(KEYS);
        network.put(Attach.ANSWER_PATH, Map.of("attached", false, "cause", "RES does not match"));

        assertThat(((NoService) baseband.switchOn()).reason()).contains("RES does not match");
    }

    @Test
    void hasNoServiceForASubscriberNobodyKnows() {
        network.remove(Attach.REQUEST_PATH);

        assertThat(((NoService) baseband.switchOn()).reason()).contains("404");
    }

    @Test
    void hasNoServiceWithoutAUsim() {
        uicc.files.put("2F00", List.of(Bytes.repeat(0xFF, 20)));
        assertThat(((NoService) baseband.switchOn()).reason()).contains("no SIM");

        uicc.files.remove("2F00");
        assertThat(((NoService) baseband.switchOn()).reason()).contains("no SIM");
        assertThat(heard).isEmpty();
    }

    @Test
    void hasNoServiceWhereTheImsiIsNone() {
        uicc.files.put("6F07", List.of(Bytes.repeat(0xFF, 9)));

        assertThat(((NoService) baseband.switchOn()).reason()).contains("no modem understands");
    }

    @Test
    void obeysRefreshByForgettingTheSimAndStartingAnew() {
        uicc.authentications.add(KEYS);
        baseband.switchOn();
        uicc.files.put("2F00", List.of(Bytes.repeat(0xFF, 20))); // the Profile is gone after the REFRESH
        uicc.fetched.add(Bytes.hex("D0098103010104820281829000"));
        uicc.commands.clear();

        baseband.serve(11);

        assertThat(uicc.commands.get(0)).isEqualTo(Bytes.hex("801200000B"));
        assertThat(uicc.commands.get(1)).isEqualTo(Bytes.hex("801400000C" + "8103010104" + "82028281" + "830100"));
        assertThat(uicc.resets).isEqualTo(2);
        assertThat(baseband.state()).isInstanceOf(NoService.class);
    }

    @Test
    void answersWhatItCannotDoAndServesWhatFollows() {
        uicc.fetched.add(Bytes.hex("D0098103012100820281029000")); // DISPLAY TEXT
        uicc.commands.clear();

        baseband.serve(11);

        assertThat(uicc.commands.get(1)).isEqualTo(Bytes.hex("801400000C" + "8103012100" + "82028281" + "830130"));
        assertThat(uicc.resets).isZero();
    }

    @Test
    void doesNothingWhereTheCardIsSilent() {
        baseband.serve(0);

        assertThat(uicc.commands).isEmpty();
    }
}
