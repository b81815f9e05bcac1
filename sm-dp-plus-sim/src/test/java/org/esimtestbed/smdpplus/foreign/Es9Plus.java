package org.esimtestbed.smdpplus.foreign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One function of ES9+: JSON there, JSON back (SGP.22 §6.5). A test may stand in between and spoil either.
@FunctionalInterface
interface Es9Plus {
    JsonMapper JSON = JsonMapper.builder().build();

    /// @param function `initiateAuthentication`
    /// @return the answer; of handleNotification, which has none, an empty object
    JsonNode call(String function, ObjectNode request);

    /// @param base `https://localhost:8443/gsma/rsp2/es9plus/`
    static Es9Plus over(HttpClient https, String base) {
        return (function, request) -> {
            var message = HttpRequest.newBuilder(URI.create(base + function))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "gsma-rsp-lpad")
                    .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
                    .build();
            try {
                var answer = https.send(message, HttpResponse.BodyHandlers.ofString());
                boolean notified = function.equals("handleNotification");
                ForeignRefusal.unless(
                        answer.statusCode() == (notified ? 204 : 200),
                        "HTTP " + answer.statusCode() + " of " + function);
                ForeignRefusal.unless(
                        answer.headers()
                                .firstValue("X-Admin-Protocol")
                                .orElse("")
                                .matches("gsma/rsp/v2\\.\\d+\\.\\d+"),
                        "no X-Admin-Protocol in the answer to " + function);
                return notified ? JSON.createObjectNode() : JSON.readTree(answer.body());
            } catch (IOException e) {
                throw new ForeignRefusal(function, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }
}
