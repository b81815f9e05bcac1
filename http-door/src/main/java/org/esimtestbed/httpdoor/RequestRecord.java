package org.esimtestbed.httpdoor;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/// What is kept of a request: a number and a name in every line logged meanwhile, its time in the metrics, and one
/// line when it is answered. Bodies are kept nowhere.
final class RequestRecord extends ValveBase {
    static final String LOGGER = "org.esimtestbed.requests";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final RequestMetrics metrics;
    private final Predicate<Connector> clientsAreKnown;
    private final AtomicLong number = new AtomicLong();

    /// @param clientsAreKnown whether clients of a port show a certificate
    RequestRecord(RequestMetrics metrics, Predicate<Connector> clientsAreKnown) {
        super(true);
        this.metrics = metrics;
        this.clientsAreKnown = clientsAreKnown;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long begin = System.nanoTime();
        metrics.begin();
        MDC.put(CurrentRequest.REQUEST_ID, Long.toString(number.incrementAndGet()));
        MDC.put(CurrentRequest.CALLER, caller(request));
        try {
            getNext().invoke(request, response);
            // else Tomcat would wait for the rest of the body that was given up because it takes too long
            if (response.getStatus() == HttpServletResponse.SC_REQUEST_TIMEOUT) {
                response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        } finally {
            end(request, response, System.nanoTime() - begin);
            CurrentRequest.forget();
        }
    }

    private void end(Request request, Response response, long nanos) {
        var name = RequestName.of(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        var protocol = MDC.get(CurrentRequest.OUTCOME);
        var outcome = protocol == null ? Integer.toString(response.getStatus()) : protocol;
        metrics.end(name, outcome, nanos);
        if (!LOG.isInfoEnabled()) return;
        MDC.put(CurrentRequest.INTERFACE, name.interfaceName());
        MDC.put(CurrentRequest.FUNCTION, name.function());
        MDC.put(CurrentRequest.OUTCOME, outcome);
        LOG.atInfo()
                .addKeyValue("status", response.getStatus())
                .addKeyValue("micros", nanos / 1000)
                .log(
                        "{} {} {} {} {} us",
                        name.interfaceName(),
                        name.function(),
                        outcome,
                        response.getStatus(),
                        nanos / 1000);
    }

    private String caller(Request request) {
        if (clientsAreKnown.test(request.getConnector())
                && request.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] shown
                && shown.length > 0) {
            return shown[0].getSubjectX500Principal().getName();
        }
        return request.getRemoteAddr();
    }
}
