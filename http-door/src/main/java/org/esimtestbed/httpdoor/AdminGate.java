package org.esimtestbed.httpdoor;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;

/// Lets nobody through the port for operation who has not its token.
final class AdminGate extends ValveBase {
    private final Operation.Admin admin;
    private final Predicate<Connector> isAdmin;

    AdminGate(Operation.Admin admin, Predicate<Connector> isAdmin) {
        super(true);
        this.admin = admin;
        this.isAdmin = isAdmin;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isAdmin.test(request.getConnector()) && !admin.admits(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "the token is missing or wrong");
            return;
        }
        getNext().invoke(request, response);
    }
}
