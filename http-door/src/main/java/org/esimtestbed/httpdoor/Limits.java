package org.esimtestbed.httpdoor;

import java.time.Duration;
import org.apache.coyote.http11.AbstractHttp11Protocol;

/// How much of this server one client can have.
///
/// @param bodyOctets    of a request
/// @param headerOctets  of a request line and all headers together
/// @param headers       how many
/// @param silence       between two octets of a request before the connection is cut
/// @param request       for a body to arrive from its first octet to its last
/// @param idle          between two requests of a connection
/// @param connections   open at a time, of one listener; more wait
/// @param stop          for running requests to end when the server stops
public record Limits(
        int bodyOctets,
        int headerOctets,
        int headers,
        Duration silence,
        Duration request,
        Duration idle,
        int connections,
        Duration stop) {
    public static final Limits DEFAULT = new Limits(
            1 << 20,
            16 << 10,
            64,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            4096,
            Duration.ofSeconds(10));

    public Limits {
        if (bodyOctets < 1 || headerOctets < 1 || headers < 1 || connections < 1) {
            throw new IllegalArgumentException("a limit below 1 lets nobody in");
        }
        if (silence.toMillis() < 1 || request.toMillis() < 1 || idle.toMillis() < 1 || stop.toMillis() < 1) {
            throw new IllegalArgumentException("a time below a millisecond is none");
        }
    }

    /// The same with another limit of a body.
    public Limits withBody(int octets) {
        return new Limits(octets, headerOctets, headers, silence, request, idle, connections, stop);
    }

    void impose(AbstractHttp11Protocol<?> http) {
        http.setMaxHttpRequestHeaderSize(headerOctets);
        http.setMaxHeaderCount(headers);
        http.setMaxTrailerSize(headerOctets);
        http.setMaxExtensionSize(headerOctets);
        http.setConnectionTimeout(Math.toIntExact(silence.toMillis()));
        http.setDisableUploadTimeout(false);
        http.setConnectionUploadTimeout(Math.toIntExact(silence.toMillis()));
        http.setKeepAliveTimeout(Math.toIntExact(idle.toMillis()));
        http.setMaxKeepAliveRequests(-1); // an LPA's whole download on one connection
        http.setMaxConnections(connections);
        http.setMaxSwallowSize(bodyOctets);
    }
}
