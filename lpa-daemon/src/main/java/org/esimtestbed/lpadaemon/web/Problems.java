package org.esimtestbed.lpadaemon.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.httpdoor.CurrentRequest;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.lpa.baseband.CodeNotWanted;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.ReplayedCard;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.management.NoReadableIccid;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.lpadaemon.job.NotAsked;
import org.esimtestbed.lpadaemon.slot.Occupied;
import org.esimtestbed.lpadaemon.slot.Stopping;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Every kind of trouble as a [Problem], mapped in one place. What card and server say has all five faces: 404 for
/// what is not on the card, 409 for what its state does not allow, 502 for everything else they do, 503 where there
/// is no card.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // before what answers for all interfaces
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal) {
        return Problem.of(refusal.status(), message(refusal))
                .at(refusal.field())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> body(RequestBody.Refused refused) {
        // what is left of the body is not worth reading
        return Problem.of(refused.status(), message(refused))
                .at(Optional.of("body"))
                .with(ResponseEntity.status(refused.status()).header(HttpHeaders.CONNECTION, "close"));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notAValue(TypeMismatchException mismatch) {
        var field = Optional.ofNullable(mismatch.getPropertyName());
        return Problem.of(400, field.orElse("a parameter") + ": not a value of its kind")
                .at(field)
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingServletRequestParameterException missing) {
        var field = missing.getParameterName();
        return Problem.of(400, field + ": is missing").at(Optional.of(field)).answer();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> occupied(Occupied occupied, HttpServletRequest http) {
        return Problem.of(CONFLICT, message(occupied))
                .naming(occupied.job().map(job -> Paths.job(Paths.cardOf(http), job)))
                .answer();
    }

    @ExceptionHandler({NotAsked.class, CodeNotWanted.class, NoReadableIccid.class, IllegalArgumentException.class})
    ResponseEntity<byte[]> notNow(RuntimeException why) {
        return Problem.of(CONFLICT, message(why)).answer();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> stopping(Stopping stopping) {
        return Problem.of(UNAVAILABLE, message(stopping)).answer();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> eUiccSaysNo(Es10Refused refused, HttpServletRequest http) {
        int status = switch (refused.result()) {
            case "iccidOrAidNotFound", "iccidNotFound" -> NOT_FOUND;
            case "undefinedError" -> BAD_GATEWAY;
            case "nothingToDelete" -> refused.function().equals("RemoveNotificationFromList") ? NOT_FOUND : CONFLICT;
            default -> CONFLICT;
        };
        return faces(status, refused, http);
    }

    @ExceptionHandler({
        StatusWordRefused.class,
        MalformedTlv.class,
        FunctionRefused.class,
        DownloadStopped.class,
        ServerUnreachable.class,
        ReplayedCard.Diverged.class
    })
    ResponseEntity<byte[]> otherSideSaysNo(RuntimeException refused, HttpServletRequest http) {
        return faces(BAD_GATEWAY, refused, http);
    }

    @ExceptionHandler({CardGone.class, UncheckedIOException.class})
    ResponseEntity<byte[]> outOfReach(RuntimeException gone, HttpServletRequest http) {
        return faces(UNAVAILABLE, gone, http);
    }

    private static ResponseEntity<byte[]> faces(int status, RuntimeException failure, HttpServletRequest http) {
        return Problem.of(status, message(failure))
                .because(explained(failure, http))
                .answer();
    }

    /// All five faces, in the language the request asks for.
    static ExplainedFailure explained(RuntimeException failure, HttpServletRequest http) {
        var faces = StepFailure.of(failure)
                .orElseGet(
                        () -> new StepFailure(message(failure), List.of(), List.of(), List.of(), List.of(), List.of()));
        return ExplainedFailure.of(faces, Language.of(http.getLocale()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> anythingElse(Exception failure) {
        if (failure instanceof ErrorResponse spring) { // no such path, no such method, and the like
            int status = spring.getStatusCode().value();
            return Problem.of(status, String.valueOf(spring.getBody().getTitle()))
                    .with(ResponseEntity.status(status).headers(spring.getHeaders()));
        }
        var request = MDC.get(CurrentRequest.REQUEST_ID);
        LOG.error("a request failed", failure);
        return Problem.of(500, "internal error, request " + request).answer();
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
