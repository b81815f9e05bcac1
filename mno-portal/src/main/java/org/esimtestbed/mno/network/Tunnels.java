package org.esimtestbed.mno.network;

import java.io.Closeable;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.esimtestbed.rsp.network.PdnConnectivity;

/// CONNECT (RFC 9110 §9.3.6): a tunnel over the PDN connection whose credential comes along, to a host its rule
/// admits. 407 without such a connection, 403 for another host, 502 where nobody listens.
final class Tunnels extends ConnectHandler {
    private static final String CONNECTION = PdnConnection.class.getName();
    private static final long CONNECT_MS = 10_000;
    private static final int HTTPS = 443;

    private final Attachments attachments;

    Tunnels(Attachments attachments, long silenceMs) {
        this.attachments = attachments;
        setConnectTimeout(CONNECT_MS);
        setIdleTimeout(silenceMs);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (HttpMethod.CONNECT.is(request.getMethod())) return super.handle(request, response, callback);
        answer(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "the gateway knows CONNECT alone");
        return true;
    }

    @Override
    protected void handleConnect(Request request, Response response, Callback callback, String serverAddress) {
        var connection = connection(request);
        if (connection.isEmpty()) {
            response.getHeaders().put(HttpHeader.PROXY_AUTHENTICATE, PdnConnectivity.SCHEME);
            answer(response, callback, HttpStatus.PROXY_AUTHENTICATION_REQUIRED_407, "there is no such PDN connection");
            return;
        }
        HostPort place;
        try {
            place = new HostPort(serverAddress);
        } catch (IllegalArgumentException e) {
            answer(response, callback, HttpStatus.BAD_REQUEST_400, "CONNECT names no host and port");
            return;
        }
        if (!connection.get().admits(place.getHost(), place.getPort(HTTPS))) {
            answer(
                    response,
                    callback,
                    HttpStatus.FORBIDDEN_403,
                    "access point " + connection.get().apn() + " does not lead to " + serverAddress);
            return;
        }
        request.setAttribute(CONNECTION, connection.get());
        super.handleConnect(request, response, callback, serverAddress);
    }

    private Optional<PdnConnection> connection(Request request) {
        var given = Optional.ofNullable(request.getHeaders().get(HttpHeader.PROXY_AUTHORIZATION));
        var scheme = PdnConnectivity.SCHEME + " ";
        return given.filter(it -> it.regionMatches(true, 0, scheme, 0, scheme.length()))
                .flatMap(it ->
                        attachments.connection(it.substring(scheme.length()).strip()));
    }

    @Override
    protected void onConnectSuccess(ConnectContext context, UpstreamConnection upstream) {
        var connection =
                (PdnConnection) Objects.requireNonNull(context.getRequest().getAttribute(CONNECTION));
        Closeable tunnel = () -> {
            context.getEndPoint().close();
            upstream.getEndPoint().close();
        };
        upstream.addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
                connection.carriesNoLonger(tunnel);
            }
        });
        var place = context.getRequest().getHttpURI();
        connection.carries(tunnel, place.getHost() + ":" + place.getPort());
        super.onConnectSuccess(context, upstream);
    }

    @Override
    protected void onConnectFailure(Request request, Response response, Callback callback, Throwable failure) {
        answer(response, callback, HttpStatus.BAD_GATEWAY_502, "nobody answers there");
    }

    private static void answer(Response response, Callback callback, int status, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        Content.Sink.write(response, true, text, callback);
    }
}
