package org.esimtestbed.smds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rspserver.web.LpaHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES11 in JSON over HTTP (SGP.22 §6.5.2), under the paths of ES9+ as well: LPAs are known that use those for both.
@RestController
@RequestMapping({HttpBinding.ES11, HttpBinding.ES9PLUS})
final class Es11Controller {
    private final RequestBody bodies;
    private final LpaHeaders headers;
    private final Es11 functions;

    Es11Controller(RequestBody bodies, LpaHeaders headers, Es11 functions) {
        this.bodies = bodies;
        this.headers = headers;
        this.functions = functions;
    }

    @PostMapping(org.esimtestbed.rsp.es11.InitiateAuthentication.PATH)
    ResponseEntity<byte[]> initiateAuthentication(HttpServletRequest http) throws IOException {
        return answer(
                http,
                org.esimtestbed.rsp.es11.InitiateAuthentication.Request.class,
                functions.initiateAuthentication()::answer);
    }

    @PostMapping(org.esimtestbed.rsp.es11.AuthenticateClient.PATH)
    ResponseEntity<byte[]> authenticateClient(HttpServletRequest http) throws IOException {
        return answer(
                http,
                org.esimtestbed.rsp.es9plus.AuthenticateClient.Request.class,
                functions.authenticateClient()::answer);
    }

    @PostMapping(CancelSession.PATH)
    ResponseEntity<byte[]> cancelSession(HttpServletRequest http) throws IOException {
        return answer(http, CancelSession.Request.class, functions.cancelSession()::answer);
    }

    private <Q extends Record> ResponseEntity<byte[]> answer(
            HttpServletRequest http, Class<Q> type, Function<Q, Record> function) throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> {
            headers.check(http);
            return function.apply(JsonBinding.readRequest(body, type));
        });
    }
}
