package org.esimtestbed.lpadaemon.web;

import java.util.Optional;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.rsp.json.RspJson;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Why a request was not carried out (RFC 9457), `application/problem+json`. Absent members are left out.
///
/// @param title   of the HTTP status
/// @param detail  in one line
/// @param field   the place where the request is wrong
/// @param job     path of the job the card is busy with
/// @param failure the five faces, where card or server said no
record Problem(
        String type,
        String title,
        int status,
        String detail,
        Optional<String> field,
        Optional<String> job,
        Optional<ExplainedFailure> failure) {

    static Problem of(int status, String detail) {
        var known = Optional.ofNullable(HttpStatus.resolve(status));
        return new Problem(
                "about:blank",
                known.map(HttpStatus::getReasonPhrase).orElse("Error"),
                status,
                detail,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Problem at(Optional<String> place) {
        return new Problem(type, title, status, detail, place, job, failure);
    }

    Problem naming(Optional<String> jobPath) {
        return new Problem(type, title, status, detail, field, jobPath, failure);
    }

    Problem because(ExplainedFailure faces) {
        return new Problem(type, title, status, detail, field, job, Optional.of(faces));
    }

    ResponseEntity<byte[]> answer() {
        return with(ResponseEntity.status(status));
    }

    ResponseEntity<byte[]> with(ResponseEntity.BodyBuilder headers) {
        return headers.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(RspJson.mapper().writeValueAsBytes(this));
    }
}
