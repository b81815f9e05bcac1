package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rspserver.web.LpaHeaders;
import org.esimtestbed.smdpplus.es9plus.Es9Plus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES9+ in JSON over HTTP (SGP.22 §6.5.2).
@RestController
@RequestMapping(HttpBinding.ES9PLUS)
final class Es9PlusController {
    private final RequestBody bodies;
    private final LpaHeaders headers;
    private final Es9Plus functions;
    private final QuirkyWire wire;

    Es9PlusController(RequestBody bodies, LpaHeaders headers, Es9Plus functions, QuirkyWire wire) {
        this.bodies = bodies;
        this.headers = headers;
        this.functions = functions;
        this.wire = wire;
    }

    @PostMapping(InitiateAuthentication.PATH)
    ResponseEntity<byte[]> initiateAuthentication(HttpServletRequest http) throws IOException {
        return answer(
                http,
                Es9PlusFunction.INITIATE_AUTHENTICATION,
                InitiateAuthentication.Request.class,
                functions::initiateAuthentication);
    }

    @PostMapping(AuthenticateClient.PATH)
    ResponseEntity<byte[]> authenticateClient(HttpServletRequest http) throws IOException {
        return answer(
                http,
                Es9PlusFunction.AUTHENTICATE_CLIENT,
                AuthenticateClient.Request.class,
                functions::authenticateClient);
    }

    @PostMapping(GetBoundProfilePackage.PATH)
    ResponseEntity<byte[]> getBoundProfilePackage(HttpServletRequest http) throws IOException {
        return answer(
                http,
                Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE,
                GetBoundProfilePackage.Request.class,
                functions::getBoundProfilePackage);
    }

    @PostMapping(CancelSession.PATH)
    ResponseEntity<byte[]> cancelSession(HttpServletRequest http) throws IOException {
        return answer(http, Es9PlusFunction.CANCEL_SESSION, CancelSession.Request.class, functions::cancelSession);
    }

    @PostMapping(HandleNotification.PATH)
    ResponseEntity<byte[]> handleNotification(HttpServletRequest http) throws IOException {
        var body = bodies.read(http);
        return wire.answer(
                Es9PlusFunction.HANDLE_NOTIFICATION, () -> read(body, HandleNotification.Request.class), () -> {
                    headers.check(http);
                    functions.handleNotification(read(body, HandleNotification.Request.class));
                    return Answers.noContent();
                });
    }

    private <Q extends Record & Es9PlusRequest> ResponseEntity<byte[]> answer(
            HttpServletRequest http, Es9PlusFunction name, Class<Q> type, Function<Q, Record> function)
            throws IOException {
        var body = bodies.read(http);
        return wire.answer(
                name,
                () -> read(body, type),
                () -> Answers.of(() -> {
                    headers.check(http);
                    return function.apply(read(body, type));
                }));
    }

    private static <Q extends Record> Q read(byte[] body, Class<Q> type) {
        return JsonBinding.readRequest(body, type);
    }
}
