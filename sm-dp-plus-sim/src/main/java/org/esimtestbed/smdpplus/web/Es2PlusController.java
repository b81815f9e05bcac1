package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MessageSchema;
import org.esimtestbed.rspserver.web.Stranger;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.es2plus.CancelOrder;
import org.esimtestbed.smdpplus.es2plus.ConfirmOrder;
import org.esimtestbed.smdpplus.es2plus.DownloadOrder;
import org.esimtestbed.smdpplus.es2plus.ReleaseProfile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES2+ over HTTP (SGP.22 §6.5.2), for operators whose TLS certificate says who they are.
@RestController
@RequestMapping(HttpBinding.ES2PLUS)
final class Es2PlusController {
    private static final MessageSchema DOWNLOAD_ORDER = MessageSchema.of(
            org.esimtestbed.rsp.es2plus.DownloadOrder.class, org.esimtestbed.rsp.es2plus.DownloadOrder.PATH);
    private static final MessageSchema CONFIRM_ORDER = MessageSchema.of(
            org.esimtestbed.rsp.es2plus.ConfirmOrder.class, org.esimtestbed.rsp.es2plus.ConfirmOrder.PATH);
    private static final MessageSchema CANCEL_ORDER = MessageSchema.of(
            org.esimtestbed.rsp.es2plus.CancelOrder.class, org.esimtestbed.rsp.es2plus.CancelOrder.PATH);
    private static final MessageSchema RELEASE_PROFILE = MessageSchema.of(
            org.esimtestbed.rsp.es2plus.ReleaseProfile.class, org.esimtestbed.rsp.es2plus.ReleaseProfile.PATH);

    private final RequestBody bodies;
    private final KnownOperators operators;
    private final DownloadOrder downloadOrder;
    private final ConfirmOrder confirmOrder;
    private final CancelOrder cancelOrder;
    private final ReleaseProfile releaseProfile;

    Es2PlusController(
            RequestBody bodies,
            KnownOperators operators,
            DownloadOrder downloadOrder,
            ConfirmOrder confirmOrder,
            CancelOrder cancelOrder,
            ReleaseProfile releaseProfile) {
        this.bodies = bodies;
        this.operators = operators;
        this.downloadOrder = downloadOrder;
        this.confirmOrder = confirmOrder;
        this.cancelOrder = cancelOrder;
        this.releaseProfile = releaseProfile;
    }

    @PostMapping(org.esimtestbed.rsp.es2plus.DownloadOrder.PATH)
    ResponseEntity<byte[]> downloadOrder(HttpServletRequest http) throws IOException {
        return answer(
                http,
                org.esimtestbed.rsp.es2plus.DownloadOrder.Request.class,
                DOWNLOAD_ORDER,
                operator -> request -> downloadOrder.answer(operator, request));
    }

    @PostMapping(org.esimtestbed.rsp.es2plus.ConfirmOrder.PATH)
    ResponseEntity<byte[]> confirmOrder(HttpServletRequest http) throws IOException {
        return answer(
                http,
                org.esimtestbed.rsp.es2plus.ConfirmOrder.Request.class,
                CONFIRM_ORDER,
                operator -> request -> confirmOrder.answer(operator, request));
    }

    @PostMapping(org.esimtestbed.rsp.es2plus.CancelOrder.PATH)
    ResponseEntity<byte[]> cancelOrder(HttpServletRequest http) throws IOException {
        return answer(
                http,
                org.esimtestbed.rsp.es2plus.CancelOrder.Request.class,
                CANCEL_ORDER,
                operator -> request -> cancelOrder.answer(operator, request));
    }

    @PostMapping(org.esimtestbed.rsp.es2plus.ReleaseProfile.PATH)
    ResponseEntity<byte[]> releaseProfile(HttpServletRequest http) throws IOException {
        return answer(
                http,
                org.esimtestbed.rsp.es2plus.ReleaseProfile.Request.class,
                RELEASE_PROFILE,
                operator -> request -> releaseProfile.answer(operator, request));
    }

    private <Q extends Record> ResponseEntity<byte[]> answer(
            HttpServletRequest http,
            Class<Q> type,
            MessageSchema schema,
            Function<Operator, Function<Q, Record>> function)
            throws IOException {
        var body = bodies.read(http);
        return Answers.of(() -> {
            var operator = operators.caller(http, () -> JsonBinding.readRequestHeader(body));
            return function.apply(operator).apply(JsonBinding.readRequest(body, type, schema));
        });
    }

    @ExceptionHandler
    ResponseEntity<String> stranger(Stranger stranger) {
        return stranger.answer();
    }
}
