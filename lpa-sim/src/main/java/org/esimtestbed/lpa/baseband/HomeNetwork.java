package org.esimtestbed.lpa.baseband;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.esimtestbed.rsp.network.Telephony;
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

    public PdnConnectivity.Result connect(PdnConnectivity.Request request) {
        return post(PdnConnectivity.PATH, request, PdnConnectivity.Result.class);
    }

    public Telephony.Result call(Telephony.Call call) {
        return post(Telephony.CALL_PATH, call, Telephony.Result.class);
    }

    public Telephony.Result send(Telephony.ShortMessage message) {
        return post(Telephony.SMS_PATH, message, Telephony.Result.class);
    }

    /// @throws NoNetwork if the network has forgotten the device, or nobody answers
    public Telephony.Received received(Attach.Context device) {
        return post(Telephony.RECEIVED_PATH, device, Telephony.Received.class);
    }

    /// Says goodbye, to whoever may hear it.
    public void detach(Attach.Context device) {
        try {
            exchange(Attach.DETACH_PATH, device);
        } catch (NoNetwork gone) {
            // a network that cannot be reached has lost the device anyway
        }
    }

    private <T> T post(String path, Record message, Class<T> type) {
        var answer = exchange(path, message);
        if (answer.statusCode() != 200) {
            throw new NoNetwork(
                    "the network at " + base + " rejects " + path + " with HTTP " + answer.statusCode(), null);
        }
        try {
            return RspJson.mapper().readValue(answer.body(), type);
        } catch (JacksonException e) {
            throw new NoNetwork("no network answers at " + base + ": " + e, e);
        }
    }

    private HttpResponse<byte[]> exchange(String path, Record message) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RspJson.mapper().writeValueAsBytes(message)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
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
