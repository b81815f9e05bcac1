package org.esimtestbed.rspserver.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A caller whose certificate is nobody's who may call: nobody to answer in the protocol (HTTP 403).
public final class Stranger extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Stranger(String why) {
        super(why, null, false, false); // an answer, not an accident: no stack trace
    }

    public ResponseEntity<String> answer() {
        return ResponseEntity.status(403).contentType(MediaType.TEXT_PLAIN).body(getMessage() + "\n");
    }
}
