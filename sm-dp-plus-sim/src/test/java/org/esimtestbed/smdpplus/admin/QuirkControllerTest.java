package org.esimtestbed.smdpplus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.esimtestbed.httpdoor.Listener;
import org.esimtestbed.httpdoor.Listeners;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.httpdoor.RequestMetrics;
import org.esimtestbed.httpdoor.RunningRole;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smdpplus.quirk.QuirkCatalogue;
import org.esimtestbed.smdpplus.quirk.Script;
import org.esimtestbed.smdpplus.quirk.ServerKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The admin API of misbehaviour, on a plain port of its own.
@TestInstance(Lifecycle.PER_CLASS)
class QuirkControllerTest {
    private static final String EID =
            Eid.withCheckDigits("890490320000000000000000000001").digits();

    /// @param none Spring wants to hand something over
    record Nothing(String none) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(QuirkController.class)
    static class Setup {
        @Bean
        Listeners listeners(Operation operation, RequestMetrics metrics) {
            return new Listeners("127.0.0.1", operation, metrics, Listener.plain(0));
        }

        @Bean
        RequestBody bodies() {
            return new RequestBody();
        }

        @Bean
        Script script(JdbcClient jdbc) {
            return new Script(jdbc, InstantSource.system(), new ServerKeys(Crypto.standard(), List.of(), Map.of()));
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningRole role;

    @BeforeAll
    void start(@TempDir Path folder) {
        role = RunningRole.start(
                Setup.class,
                "quirks",
                new Nothing(""),
                "jdbc:h2:file:" + folder.resolve("data") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "db/migration/smdpplus");
    }

    @AfterAll
    void stop() {
        role.close();
        http.close();
    }

    @AfterEach
    void honestAgain() {
        role.part(Script.class).switchOffAll();
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + role.port() + "/admin/quirks" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsWhatThereIs() throws IOException {
        var catalogue = json(send("GET", "", "")).path("catalogue");

        assertThat(catalogue.size()).isEqualTo(QuirkCatalogue.ALL.size());
        assertThat(catalogue.get(0).path("name").asString()).isEqualTo("tls-certificate");
        assertThat(catalogue.get(0).path("functions").get(0).asString()).isEqualTo("initiateAuthentication");
        assertThat(catalogue.get(0).path("clause").asString()).startsWith("SGP.22 §2.6.6");
    }

    @Test
    void switchesOnAndOff() throws IOException {
        var created = send("POST", "", """
                {"name":"retry-limit","parameter":"2","eid":"%s","function":"authenticateClient","calls":3}""".formatted(EID));
        assertThat(created.statusCode()).isEqualTo(201);
        send("POST", "", "{\"name\":\"unpadded-base64\"}");

        var active = json(send("GET", "", "")).path("active");
        assertThat(active.size()).isEqualTo(2);
        assertThat(active.get(0)).isEqualTo(json(created));
        assertThat(active.get(0).path("eid").asString()).isEqualTo(EID);
        assertThat(active.get(0).path("callsLeft").asInt()).isEqualTo(3);
        assertThat(active.get(0).has("iccid")).isFalse();

        var id = json(created).path("id").asString();
        assertThat(send("DELETE", "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(json(send("DELETE", "", "")).path("switchedOff").asInt()).isEqualTo(1);
        assertThat(json(send("GET", "", "")).path("active").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                        | name",
                "{\"name\":\"no-such\"}                                    | name: there is no quirk \"no-such\"",
                "{\"name\":\"retry-limit\",\"parameter\":\"many\"}         | retry-limit: parameter \"many\" is no number",
                "{\"name\":\"bad-mac\",\"parameter\":\"soup\"}             | bad-mac: parameter \"soup\" is none of",
                "{\"name\":\"misspelt-key\",\"parameter\":\"x\"}           | misspelt-key: takes no parameter",
                "{\"name\":\"bad-mac\",\"eid\":\"1\"}                      | eid: ",
                "{\"name\":\"bad-mac\",\"iccid\":\"x\"}                    | iccid: ",
                "{\"name\":\"bad-mac\",\"iccid\":\"8988211900000000017\",\"matchingId\":\"M\"} | at most one",
                "{\"name\":\"bad-mac\",\"matchingId\":\"\"} | matchingId: 1 to 255",
                "{\"name\":\"refuse-with\",\"parameter\":\"1.1/1 \\u0007\"} | no subject/reason",
                "{\"name\":\"bad-mac\",\"function\":\"downloadOrder\"}     | function: no function of ES9+",
                "{\"name\":\"bad-mac\",\"function\":\"cancelSession\"}     | function: bad-mac shows in [getBoundProfilePackage]",
                "{\"name\":\"bad-mac\",\"calls\":-1}                       | calls: ",
                "{\"name\":\"bad-mac\",\"calls\":\"soon\"}                 | calls",
                "{\"name\":\"bad-server-signature\",\"matchingId\":\"M\"}  | neither eUICC nor order is known",
                "{\"name\":\"server-certificate\"}                         | no certificate dpauth-expired",
                "{\"name\":\"admin-protocol\",\"parameter\":\"two words\"} | no value of a header",
                "nonsense                                                  | no JSON"
            })
    void saysWhereAWishIsWrong(String body, String place) throws IOException {
        var answer = send("POST", "", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(place);
        assertThat(role.part(Script.class).all()).isEmpty();
    }
}
