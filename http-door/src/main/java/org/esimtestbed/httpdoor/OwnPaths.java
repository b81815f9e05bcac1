package org.esimtestbed.httpdoor;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Lets a port answer its own paths and no other's: one server context serves all ports of a role, but who may call
/// a function depends on the port it is called on.
final class OwnPaths extends ValveBase {
    private final Function<Connector, Listener> listenerOf;
    private final List<Listener> all;

    OwnPaths(Function<Connector, Listener> listenerOf, List<Listener> all) {
        super(true);
        this.listenerOf = listenerOf;
        this.all = all;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (response.isError() || request.getDecodedRequestURI() == null) { // no request at all, Tomcat has found
            PlainError.write(response);
            return;
        }
        if (request.getRequestURI().indexOf(';')
                >= 0) { // no function has path parameters, and half an escape in one is none
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            PlainError.write(response);
            return;
        }
        // decoded and normalised, as the controllers will see it
        if (!answers(listenerOf.apply(request.getConnector()), request.getDecodedRequestURI())) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            PlainError.write(response);
            return;
        }
        getNext().invoke(request, response);
    }

    private boolean answers(Listener listener, String path) {
        return listener.own().isEmpty() ? all.stream().noneMatch(other -> other.owns(path)) : listener.owns(path);
    }
}
