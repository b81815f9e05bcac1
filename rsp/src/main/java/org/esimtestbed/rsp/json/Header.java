package org.esimtestbed.rsp.json;

import java.util.Optional;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;

/// The header of a response (SGP.22 §6.5.1.4).
public record Header(FunctionExecutionStatus functionExecutionStatus) {

    /// @param status `Executed-Success`, `Executed-WithWarning`, `Failed` or `Expired`
    public record FunctionExecutionStatus(String status, Optional<StatusCodeData> statusCodeData) {
        public static final String SUCCESS = "Executed-Success";
        public static final String FAILED = "Failed";
    }

    public record StatusCodeData(
            String subjectCode, String reasonCode, Optional<String> subjectIdentifier, Optional<String> message) {}

    public static Header success() {
        return new Header(new FunctionExecutionStatus(FunctionExecutionStatus.SUCCESS, Optional.empty()));
    }

    public static Header failed(FunctionRefused refusal) {
        return new Header(failure(refusal));
    }

    public static FunctionExecutionStatus failure(FunctionRefused refusal) {
        var code = refusal.statusCode();
        return new FunctionExecutionStatus(
                FunctionExecutionStatus.FAILED,
                Optional.of(new StatusCodeData(
                        code.subjectCode(),
                        code.reasonCode(),
                        Optional.empty(),
                        Optional.of(code.meaning() + ": " + refusal.detail()))));
    }

    /// The refusal this header reports, if it does.
    public Optional<FunctionRefused> refusal() {
        var status = functionExecutionStatus.status();
        if (status.startsWith("Executed-")) return Optional.empty();
        var data = functionExecutionStatus.statusCodeData();
        var code = new StatusCode(
                data.map(StatusCodeData::subjectCode).orElse("?"),
                data.map(StatusCodeData::reasonCode).orElse("?"),
                status);
        return Optional.of(
                new FunctionRefused(code, data.flatMap(StatusCodeData::message).orElse("no message")));
    }
}
