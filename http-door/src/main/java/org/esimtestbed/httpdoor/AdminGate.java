package org.esimtestbed.httpdoor;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;

/// Lets nobody through a guarded port who has not its token.
final class AdminGate extends ValveBase {
    private final Function<Connector, Listener> listenerOf;

    AdminGate(Function<Connector, Listener> listenerOf) {
        super(true);
        this.listenerOf = listenerOf;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var guard = listenerOf.apply(request.getConnector()).guard();
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (guard.filter(it -> !it.admits(authorization)).isPresent()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "the token is missing or wrong");
            return;
        }
        getNext().invoke(request, response);
    }
}
