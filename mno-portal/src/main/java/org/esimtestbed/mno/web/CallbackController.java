package org.esimtestbed.mno.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.esimtestbed.httpdoor.Answers;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.mno.subscription.Subscription.Progress;
import org.esimtestbed.mno.subscription.Subscriptions;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5): the SM-DP+ tells how far a download has come. Answered on
/// the port with mutual TLS alone: on the plain one nobody is who they say.
@RestController
final class CallbackController {
    private final Subscriptions subscriptions;
    private final RequestBody bodies;

    CallbackController(Subscriptions subscriptions, RequestBody bodies) {
        this.subscriptions = subscriptions;
        this.bodies = bodies;
    }

    @PostMapping(HttpBinding.ES2PLUS + HandleDownloadProgressInfo.PATH)
    ResponseEntity<byte[]> handleDownloadProgressInfo(HttpServletRequest http) throws IOException {
        var request = JsonBinding.readRequest(bodies.read(http), Request.class);
        boolean failed = request.notificationPointStatus().status().equals("Failed");
        switch (request.notificationPointId()) {
            case HandleDownloadProgressInfo.BPP_DOWNLOAD ->
                subscriptions.heard(request.iccid(), failed ? Progress.FAILED : Progress.DOWNLOADED);
            case HandleDownloadProgressInfo.BPP_INSTALLATION ->
                subscriptions.heard(request.iccid(), failed ? Progress.FAILED : Progress.INSTALLED);
            default -> {} // a refused check leaves the order as it was
        }
        return Answers.noContent();
    }
}
