package org.esimtestbed.httpdoor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What those who run a role want of it, whatever the role does.
///
/// @param admin absent: no port for operation
/// @param shown patterns of the paths that the OpenAPI page shows; empty: no page
public record Operation(
        Limits limits, Optional<Admin> admin, LogFormat logFormat, boolean logRequests, List<String> shown) {
    /// Where a role's own functions for operation are.
    public static final String ADMIN_API = "/admin";

    /// No port for operation, lines for people, requests not logged.
    public static final Operation DEFAULT = new Operation(Limits.DEFAULT, Optional.empty(), LogFormat.LINES, false);

    public Operation {
        shown = List.copyOf(shown);
    }

    /// With a page of the functions for operation, where these have a port.
    public Operation(Limits limits, Optional<Admin> admin, LogFormat logFormat, boolean logRequests) {
        this(
                limits,
                admin,
                logFormat,
                logRequests,
                admin.map(_ -> List.of(ADMIN_API + "/**")).orElse(List.of()));
    }

    /// Of a role whose only port is for people and programs: operation is answered there as well.
    ///
    /// @param shown patterns of paths, `/cards/**`
    public static Operation ofOnePort(Limits limits, String... shown) {
        return new Operation(limits, Optional.empty(), LogFormat.LINES, false, List.of(shown));
    }

    /// The same with that port for operation, or none.
    public Operation withAdmin(Optional<Admin> port) {
        return new Operation(limits, port, logFormat, logRequests);
    }

    public enum LogFormat {
        /// For people.
        LINES,
        /// One JSON object a line, in the names of the Elastic Common Schema.
        JSON
    }

    /// The port that tells health and metrics: plain HTTP, for this machine alone or for who has the token.
    ///
    /// @param port  0 takes a free one
    /// @param token that a caller must send as `Authorization: Bearer TOKEN`
    public record Admin(String host, int port, Optional<String> token) {
        private static final String BEARER = "Bearer ";

        /// @throws IllegalArgumentException for another address than loopback without a token
        public Admin {
            if (token.filter(String::isBlank).isPresent()) throw new IllegalArgumentException("the token is empty");
            if (token.isEmpty() && !Listeners.address(host).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "the port for operation on " + host + " needs a token: others than this machine can reach it");
            }
        }

        public static Admin loopback(int port) {
            return new Admin("127.0.0.1", port, Optional.empty());
        }

        Listener listener() {
            return Listener.guarded(this)
                    .answering(
                            OperationController.HEALTH,
                            OperationController.READY,
                            OperationController.METRICS,
                            ADMIN_API,
                            "/v3/api-docs", // OpenAPI, and the page that shows it
                            "/swagger-ui",
                            "/webjars");
        }

        /// @param authorization the header of that name
        boolean admits(@Nullable String authorization) {
            return token.isEmpty()
                    || authorization != null
                            && authorization.startsWith(BEARER)
                            && same(authorization.substring(BEARER.length()), token.get());
        }

        // takes as long for a token that is nearly right as for any other of its length
        private static boolean same(String one, String other) {
            return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "operation on " + host + ":" + port + (token.isPresent() ? " with a token" : "");
        }
    }

    /// As settings of Spring Boot; its own environment variables go before them.
    Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put("server.shutdown", "graceful");
        properties.put(
                "spring.lifecycle.timeout-per-shutdown-phase", limits.stop().toMillis() + "ms");
        properties.put("springdoc.api-docs.enabled", !shown.isEmpty());
        properties.put("springdoc.swagger-ui.enabled", !shown.isEmpty());
        properties.put("springdoc.paths-to-match", String.join(",", shown));
        if (logFormat == LogFormat.JSON) properties.put("logging.structured.format.console", "ecs");
        if (logRequests) properties.put("logging.level." + RequestRecord.LOGGER, "info");
        return properties;
    }
}
