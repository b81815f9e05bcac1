package org.esimtestbed.httpdoor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// What the server says where no controller has said it: status and name in one line of text. Public because Tomcat
/// makes it.
public final class PlainError extends ErrorReportValve {
    static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /// `404 Not Found`
    static String title(int status) {
        return Optional.ofNullable(HttpStatus.resolve(status))
                .map(known -> status + " " + known.getReasonPhrase())
                .orElseGet(() -> String.valueOf(status));
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        try {
            write(response);
        } catch (IOException _) { // the one who asked is gone
        }
    }

    static void write(Response response) throws IOException {
        response.setContentType(TEXT.toString());
        response.getReporter().write(title(response.getStatus()) + "\n");
        response.finishResponse();
    }
}
