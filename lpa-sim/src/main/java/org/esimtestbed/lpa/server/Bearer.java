package org.esimtestbed.lpa.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.net.ssl.SSLContext;
import org.esimtestbed.lpa.server.Es9Plus.Patience;

/// The way to the network: connections that are opened when somebody asks, kept for the next who does, and all
/// closed when the bearer is released. TLS sessions outlive that.
final class Bearer implements AutoCloseable {
    private static final long MAX_BODY = 8L << 20; // no Bound Profile Package comes near

    private final SSLContext tls;
    private final Patience patience;
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private HttpClient http;

    Bearer(SSLContext tls, Patience patience) {
        this.tls = tls;
        this.patience = patience;
        this.http = client(tls, patience.connect());
    }

    private static HttpClient client(SSLContext tls, Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .sslContext(tls)
                .build();
    }

    /// Waits for the whole answer, head and body, no longer than patience lasts.
    ///
    /// @throws IOException if none comes
    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        inUse.readLock().lock();
        try {
            var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BODY);
            var answer = http.sendAsync(request, body);
            try {
                return answer.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
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

    /// Closes all connections, once those who wait for an answer have theirs.
    void release() {
        inUse.writeLock().lock();
        try {
            http.close();
            http = client(tls, patience.connect());
        } finally {
            inUse.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            http.close();
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
