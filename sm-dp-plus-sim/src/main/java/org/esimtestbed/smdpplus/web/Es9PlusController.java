package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.smdpplus.es9plus.AuthenticateClient;
import org.esimtestbed.smdpplus.es9plus.CancelSession;
import org.esimtestbed.smdpplus.es9plus.GetBoundProfilePackage;
import org.esimtestbed.smdpplus.es9plus.HandleNotification;
import org.esimtestbed.smdpplus.es9plus.InitiateAuthentication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES9+ over HTTP (SGP.22 §6.5.2).
@RestController
@RequestMapping(HttpBinding.ES9PLUS)
final class Es9PlusController {
    private final RequestBody bodies;
    private final InitiateAuthentication initiateAuthentication;
    private final AuthenticateClient authenticateClient;
    private final GetBoundProfilePackage getBoundProfilePackage;
    private final CancelSession cancelSession;
    private final HandleNotification handleNotification;

    Es9PlusController(
            RequestBody bodies,
            InitiateAuthentication initiateAuthentication,
            AuthenticateClient authenticateClient,
            GetBoundProfilePackage getBoundProfilePackage,
            CancelSession cancelSession,
            HandleNotification handleNotification) {
        this.bodies = bodies;
        this.initiateAuthentication = initiateAuthentication;
        this.authenticateClient = authenticateClient;
        this.getBoundProfilePackage = getBoundProfilePackage;
        this.cancelSession = cancelSession;
        this.handleNotification = handleNotification;
    }

    @PostMapping(org.esimtestbed.rsp.es9plus.InitiateAuthentication.PATH)
    ResponseEntity<byte[]> initiateAuthentication(HttpServletRequest http) throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> initiateAuthentication.answer(
                JsonBinding.readRequest(body, org.esimtestbed.rsp.es9plus.InitiateAuthentication.Request.class)));
    }

    @PostMapping(org.esimtestbed.rsp.es9plus.AuthenticateClient.PATH)
    ResponseEntity<byte[]> authenticateClient(HttpServletRequest http) throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> authenticateClient.answer(
                JsonBinding.readRequest(body, org.esimtestbed.rsp.es9plus.AuthenticateClient.Request.class)));
    }

    @PostMapping(org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.PATH)
    ResponseEntity<byte[]> getBoundProfilePackage(HttpServletRequest http) throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> getBoundProfilePackage.answer(
                JsonBinding.readRequest(body, org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Request.class)));
    }

    @PostMapping(org.esimtestbed.rsp.es9plus.CancelSession.PATH)
    ResponseEntity<byte[]> cancelSession(HttpServletRequest http) throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> cancelSession.answer(
                JsonBinding.readRequest(body, org.esimtestbed.rsp.es9plus.CancelSession.Request.class)));
    }

    @PostMapping(org.esimtestbed.rsp.es9plus.HandleNotification.PATH)
    ResponseEntity<byte[]> handleNotification(HttpServletRequest http) throws IOException {
        handleNotification.accept(JsonBinding.readRequest(
                bodies.read(http), org.esimtestbed.rsp.es9plus.HandleNotification.Request.class));
        return Answers.noContent();
    }
}
