package org.esimtestbed.smds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Supplier;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.asn1.Asn1Binding;
import org.esimtestbed.rsp.asn1.Es11Function;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.web.LpaHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES11 in ASN.1 over HTTP (SGP.22 §6.6): one path for all functions.
@RestController
final class Es11Asn1Controller {
    private final RequestBody bodies;
    private final LpaHeaders headers;
    private final Es11 functions;

    Es11Asn1Controller(RequestBody bodies, LpaHeaders headers, Es11 functions) {
        this.bodies = bodies;
        this.headers = headers;
        this.functions = functions;
    }

    @PostMapping(HttpBinding.ASN1_PATH)
    ResponseEntity<byte[]> call(HttpServletRequest http) throws IOException {
        var request = Asn1Binding.readRequest(Bytes.wrap(bodies.read(http)));
        return Answers.asn1(
                switch (request) {
                    case InitiateAuthentication.Request it ->
                        answer(
                                http,
                                Es11Function.INITIATE_AUTHENTICATION,
                                () -> Asn1Binding.answer(functions
                                        .initiateAuthentication()
                                        .answer(new org.esimtestbed.rsp.es11.InitiateAuthentication.Request(
                                                it.euiccChallenge(), it.euiccInfo1(), it.smdpAddress()))));
                    case AuthenticateClient.Request it ->
                        answer(
                                http,
                                Es11Function.AUTHENTICATE_CLIENT,
                                () -> Asn1Binding.answer(
                                        functions.authenticateClient().answer(it)));
                    case CancelSession.Request it ->
                        answer(http, Es11Function.CANCEL_SESSION, () -> {
                            functions.cancelSession().answer(it);
                            return Asn1Binding.cancelled();
                        });
                    case GetBoundProfilePackage.Request _, HandleNotification.Request _ ->
                        throw new MalformedMessage("no function of ES11");
                });
    }

    private Bytes answer(HttpServletRequest http, Es11Function name, Supplier<Bytes> function) {
        try {
            headers.check(http);
            return function.get();
        } catch (FunctionRefused refusal) {
            return Asn1Binding.refusal(name, refusal);
        }
    }
}
