package org.esimtestbed.mno.es2plus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.es2plus.ConfirmOrder;
import org.esimtestbed.rsp.es2plus.DownloadOrder;
import org.esimtestbed.rsp.es2plus.ReleaseProfile;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// The functions of ES2+ (SGP.22 §5.3), each one HTTPS request.
public final class Es2Plus implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI smdp;
    private final String requester;
    private final HttpClient http;
    private final Tracer tracer;
    private final InstantSource clock;

    /// @param requester functionRequesterIdentifier
    public Es2Plus(URI smdp, String requester, SSLContext tls, Tracer tracer, InstantSource clock) {
        this.smdp = smdp;
        this.requester = requester;
        this.tracer = tracer;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /// @throws FunctionRefused     if the SM-DP+ says no
    /// @throws SmDpPlusUnreachable if it says nothing that can be understood
    public DownloadOrder.Response downloadOrder(DownloadOrder.Request request) {
        return call(DownloadOrder.PATH, request, DownloadOrder.Response.class);
    }

    /// @throws FunctionRefused     if the SM-DP+ says no
    /// @throws SmDpPlusUnreachable if it says nothing that can be understood
    public ConfirmOrder.Response confirmOrder(ConfirmOrder.Request request) {
        return call(ConfirmOrder.PATH, request, ConfirmOrder.Response.class);
    }

    /// @throws FunctionRefused     if the SM-DP+ says no
    /// @throws SmDpPlusUnreachable if it says nothing that can be understood
    public void releaseProfile(ReleaseProfile.Request request) {
        call(ReleaseProfile.PATH, request, EmptyResponse.class);
    }

    private <T extends Record> T call(String function, Record message, Class<T> type) {
        var uri = smdp.resolve(HttpBinding.ES2PLUS + function);
        var body = JsonBinding.request(
                new RequestHeader(requester, UUID.randomUUID().toString()), message);
        var request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Content-Type", HttpBinding.JSON)
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var at = clock.instant();
        long start = System.nanoTime();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            trace(at, start, function, uri, body, answer.statusCode(), new String(answer.body(), UTF_8));
            if (answer.statusCode() != 200)
                throw new SmDpPlusUnreachable(smdp + " answers HTTP " + answer.statusCode());
            return JsonBinding.readResponse(answer.body(), type);
        } catch (IOException e) {
            trace(at, start, function, uri, body, 0, String.valueOf(e.getMessage()));
            throw new SmDpPlusUnreachable("cannot reach the SM-DP+ at " + smdp + ": " + e, e);
        } catch (MalformedMessage e) {
            throw new SmDpPlusUnreachable(
                    smdp + " answers " + function + " with no message of ES2+: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmDpPlusUnreachable("interrupted while waiting for " + smdp, e);
        }
    }

    private void trace(Instant at, long start, String function, URI uri, byte[] body, int status, String response) {
        tracer.record(new TraceEvent.HttpExchange(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                "Operator",
                "SM-DP+",
                "ES2+",
                function,
                uri.toString(),
                OrderSecrets.mask(new String(body, UTF_8)),
                status,
                response));
    }

    @Override
    public void close() {
        http.close();
    }
}
