package org.esimtestbed.httpdoor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// One request by the JDK's HTTP client.
final class Ask {
    private Ask() {}

    static HttpResponse<String> post(SSLContext tls, int port, String path, String contentType, String body)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        return send(HttpClient.newBuilder().sslContext(tls), request.build());
    }

    static HttpResponse<String> post(SSLContext tls, int port, String path, String body) throws IOException {
        return post(tls, port, path, "application/json", body);
    }

    static HttpResponse<String> get(int port, String path, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) request.headers(headers);
        return send(HttpClient.newBuilder(), request.GET().build());
    }

    static HttpResponse<String> send(HttpClient.Builder client, HttpRequest request) throws IOException {
        try (var http = client.version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
