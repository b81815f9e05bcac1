package org.esimtestbed.lpa.baseband;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.network.Attach;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The operator's network as the device sees it.
public final class HomeNetwork implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final URI base;

    /// @param base `http://127.0.0.1:8080`
    public HomeNetwork(URI base) {
        this.base = base;
    }

    /// The network gives no usable answer.
    public static final class NoNetwork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoNetwork(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /// @throws NoNetwork if the subscriber is unknown or nobody answers
    public Attach.Challenge attach(Attach.Request request) {
        return post(Attach.REQUEST_PATH, request, Attach.Challenge.class);
    }

    public Attach.Result answer(Attach.Answer answer) {
        return post(Attach.ANSWER_PATH, answer, Attach.Result.class);
    }

    public Attach.Challenge resynchronise(Attach.SynchronisationFailure failure) {
        return post(Attach.RESYNCHRONISATION_PATH, failure, Attach.Challenge.class);
    }

    private <T> T post(String path, Record message, Class<T> type) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RspJson.mapper().writeValueAsBytes(message)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new NoNetwork(
                        "the network at " + base + " rejects " + path + " with HTTP " + answer.statusCode(), null);
            }
            return RspJson.mapper().readValue(answer.body(), type);
        } catch (IOException | JacksonException e) {
            throw new NoNetwork("no network answers at " + base + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoNetwork("interrupted while attaching", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
