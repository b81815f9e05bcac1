package org.esimtestbed.features;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.json.HttpBinding;

/// Octets by HTTPS to a door of a server, whatever they are.
final class HttpDoor {
    private HttpDoor() {}

    /// @return the HTTP status
    static int post(URI uri, byte[] body, SSLContext tls) {
        var request = request(uri)
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(uri, request, HttpClient.newBuilder().sslContext(tls)).statusCode();
    }

    /// Without TLS.
    ///
    /// @return the HTTP status
    static int post(URI uri, byte[] body) {
        var request = request(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(uri, request, HttpClient.newBuilder()).statusCode();
    }

    /// Without TLS.
    static HttpResponse<String> get(URI uri) {
        return send(uri, request(uri).GET(), HttpClient.newBuilder());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Content-Type", HttpBinding.JSON);
    }

    private static HttpResponse<String> send(URI uri, HttpRequest.Builder request, HttpClient.Builder client) {
        try (var http = client.version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
