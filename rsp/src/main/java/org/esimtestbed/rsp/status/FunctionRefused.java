package org.esimtestbed.rsp.status;

/// The protocol says no: HTTP 200 with status Failed (SGP.22 §6.5.1.4). Nothing has changed.
public final class FunctionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StatusCode statusCode;
    private final String detail;

    public FunctionRefused(StatusCode statusCode, String detail) {
        super(statusCode + ": " + detail, null, false, false); // an answer, not an accident: no stack trace
        this.statusCode = statusCode;
        this.detail = detail;
    }

    public StatusCode statusCode() {
        return statusCode;
    }

    /// What exactly was refused, for the message member of statusCodeData.
    public String detail() {
        return detail;
    }
}
