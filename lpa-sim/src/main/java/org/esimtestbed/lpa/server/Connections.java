package org.esimtestbed.lpa.server;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.net.ssl.SSLContext;
import org.esimtestbed.lpa.bearer.Bearer;
import org.esimtestbed.lpa.bearer.Bearers;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.jspecify.annotations.Nullable;

/// Connections to servers, opened when somebody asks, kept for the next who does, and all closed when the bearer is
/// released; TLS sessions outlive that. Each belongs to the bearer it was opened over: when the device has another one,
/// or the same kind anew, nothing is sent over the old ones any more.
final class Connections implements AutoCloseable {
    private static final long MAX_BODY = 8L << 20; // no Bound Profile Package comes near
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final SSLContext tls;
    private final Patience patience;
    private final Bearers bearers;
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private final Object opening = new Object();
    private @Nullable Open open;

    private record Open(Bearer bearer, HttpClient http) {}

    Connections(SSLContext tls, Patience patience, Bearers bearers) {
        this.tls = tls;
        this.patience = patience;
        this.bearers = bearers;
    }

    /// Waits for the whole answer, head and body, no longer than patience lasts.
    ///
    /// @throws IOException if there is no bearer, no answer, or the operator's gateway lets nothing through
    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        inUse.readLock().lock();
        try {
            var bearer = bearer();
            var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BODY);
            var answer = client(bearer).sendAsync(over(bearer, request), body);
            try {
                return letThrough(answer.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) { // the client's own limit ends with the head of an answer
                throw new HttpTimeoutException(
                        "no whole answer within " + patience.answer().toSeconds() + " s");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            } finally {
                answer.cancel(true);
            }
        } finally {
            inUse.readLock().unlock();
        }
    }

    private Bearer bearer() throws IOException {
        try {
            return bearers.current();
        } catch (NoBearer e) {
            throw unreachable(e);
        }
    }

    private static IOException unreachable(NoBearer why) {
        return new IOException(why.getMessage(), why);
    }

    // The client takes this header off before the request travels through the tunnel.
    private static HttpRequest over(Bearer bearer, HttpRequest request) {
        return switch (bearer) {
            case Bearer.Wifi _ -> request;
            case Bearer.Cellular cellular ->
                HttpRequest.newBuilder(request, (name, value) -> true)
                        .setHeader("Proxy-Authorization", PdnConnectivity.SCHEME + " " + cellular.credential())
                        .build();
        };
    }

    private static HttpResponse<byte[]> letThrough(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
            throw unreachable(new NoBearer("the operator's gateway knows no such PDN connection"));
        }
        return answer;
    }

    private HttpClient client(Bearer bearer) {
        synchronized (opening) {
            var known = open;
            if (known != null && known.bearer().equals(bearer)) return known.http();
            if (known != null) known.http().shutdown(); // what is under way may end
            var fresh = new Open(bearer, http(bearer));
            open = fresh;
            return fresh.http();
        }
    }

    private HttpClient http(Bearer bearer) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .sslContext(tls);
        return switch (bearer) {
            case Bearer.Wifi _ -> builder.build();
            case Bearer.Cellular cellular ->
                builder.proxy(ProxySelector.of(cellular.gateway())).build();
        };
    }

    /// Closes all connections, once those who wait for an answer have theirs.
    void release() {
        inUse.writeLock().lock();
        try {
            synchronized (opening) {
                if (open != null) open.http().close();
                open = null;
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        release();
    }
}
