package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.crypto.Curve;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever arrives is answered, and never with 5xx but 501 and 505")
class MalformedRequestsTest {
    // what HTTP itself has for a method, a coding or a version the server does not know
    private static final Pattern OUR_FAULT = Pattern.compile("HTTP/1\\.1 (500|502|503|504)");

    private static SSLContext tls;
    private static RunningRole role;

    @BeforeAll
    static void start(@TempDir Path folder) {
        tls = TestRole.server(TestRole.pki(folder, Curve.NIST_P256));
        var d = Limits.DEFAULT;
        var brief = Duration.ofMillis(200); // many of these requests never end
        var limits = new Limits(
                d.bodyOctets(), d.headerOctets(), d.headers(), brief, brief, brief, d.connections(), d.stop());
        role = TestRole.start(() -> tls, new Operation(limits, Optional.empty(), Operation.LogFormat.LINES, false));
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    static Stream<MalformedRequests.Case> byHand() {
        return MalformedRequests.byHand().stream();
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void theFamousOnes(MalformedRequests.Case request) throws IOException {
        answersWithoutGivingAnythingAway(request);
    }

    @Test
    void threeHundredBySeed() throws IOException {
        for (var request : MalformedRequests.bySeed(20261121, 300)) answersWithoutGivingAnythingAway(request);
    }

    @Test
    void andAfterwardsItServesAsBefore() throws IOException {
        for (var request : MalformedRequests.bySeed(7, 20)) answersWithoutGivingAnythingAway(request);
        assertThat(Ask.post(tls, role.port(), TestRole.ECHO, "{\"name\":\"alice\"}")
                        .body())
                .contains("Executed-Success");
    }

    private static void answersWithoutGivingAnythingAway(MalformedRequests.Case request) throws IOException {
        try (var connection = RawConnection.to(tls, role.port())) {
            var answer = connection.exchange(request.octets());
            assertThat(answer).as(request.title()).doesNotContainPattern(OUR_FAULT);
            if (request.title().startsWith("body ")) { // the rest of the request is sound
                assertThat(answer).as(request.title()).containsPattern("^HTTP/1\\.1 (200|400) ");
            }
            for (var leak : List.of(
                    "\tat ",
                    "Exception",
                    "<html",
                    "<!doctype",
                    "Tomcat",
                    "\r\nServer:",
                    "tools.jackson",
                    "org.esimtestbed")) {
                assertThat(answer).as(request.title()).doesNotContainIgnoringCase(leak);
            }
        }
    }
}
