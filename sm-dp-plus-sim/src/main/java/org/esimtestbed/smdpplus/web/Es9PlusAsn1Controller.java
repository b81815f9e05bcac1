package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.asn1.Asn1Binding;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.web.LpaHeaders;
import org.esimtestbed.smdpplus.es9plus.Es9Plus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES9+ in ASN.1 over HTTP (SGP.22 §6.6): one path for all functions.
@RestController
final class Es9PlusAsn1Controller {
    private final RequestBody bodies;
    private final LpaHeaders headers;
    private final Es9Plus functions;
    private final QuirkyWire wire;

    Es9PlusAsn1Controller(RequestBody bodies, LpaHeaders headers, Es9Plus functions, QuirkyWire wire) {
        this.bodies = bodies;
        this.headers = headers;
        this.functions = functions;
        this.wire = wire;
    }

    @PostMapping(HttpBinding.ASN1_PATH)
    ResponseEntity<byte[]> call(HttpServletRequest http) throws IOException {
        var request = Asn1Binding.readRequest(Bytes.wrap(bodies.read(http)));
        return wire.answer(Es9PlusFunction.of(request), () -> request, () -> honest(http, request));
    }

    private ResponseEntity<byte[]> honest(HttpServletRequest http, Es9PlusRequest request) {
        if (request instanceof HandleNotification.Request notification) {
            headers.check(http);
            functions.handleNotification(notification);
            return Answers.noContent();
        }
        return Answers.asn1(answer(http, request));
    }

    private Bytes answer(HttpServletRequest http, Es9PlusRequest request) {
        try {
            headers.check(http);
            return switch (request) {
                case InitiateAuthentication.Request it -> Asn1Binding.answer(functions.initiateAuthentication(it));
                case AuthenticateClient.Request it -> Asn1Binding.answer(functions.authenticateClient(it));
                case GetBoundProfilePackage.Request it -> Asn1Binding.answer(functions.getBoundProfilePackage(it));
                case CancelSession.Request it -> {
                    functions.cancelSession(it);
                    yield Asn1Binding.cancelled();
                }
                case HandleNotification.Request _ -> throw new IllegalArgumentException("has no answer");
            };
        } catch (FunctionRefused refusal) {
            return Asn1Binding.refusal(Es9PlusFunction.of(request), refusal);
        }
    }
}
