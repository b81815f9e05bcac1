package org.esimtestbed.httpdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.esimtestbed.rsp.json.HttpBinding;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/// Reads a request's body if it is of a type the function takes, as far as a message can be long, and as long as it
/// may take.
public final class RequestBody {
    /// A body that is not read, and the HTTP status that says why.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        private Refused(int status, String why) {
            super(why, null, false, false); // an answer, not an accident: no stack trace
            this.status = status;
        }

        /// 400, 408, 413 or 415.
        public int status() {
            return status;
        }
    }

    private final Limits limits;
    private final List<MimeType> accepted;

    /// JSON, within the default limits.
    public RequestBody() {
        this(Limits.DEFAULT, HttpBinding.JSON);
    }

    /// @param accepted media types, without parameters
    public RequestBody(Limits limits, String... accepted) {
        this.limits = limits;
        this.accepted = List.of(accepted).stream().map(MimeType::valueOf).toList();
    }

    /// @throws Refused with 415 for another type, 413 past the limit, 408 if it takes too long, 400 if it breaks off
    public byte[] read(HttpServletRequest http) {
        if (!accepts(http.getContentType())) {
            throw new Refused(415, "the Content-Type must be " + MimeTypeUtils.toString(accepted));
        }
        if (http.getContentLengthLong() > limits.bodyOctets()) throw tooLong();
        try {
            return read(http, System.nanoTime() + limits.request().toNanos());
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } catch (IOException e) { // gone, or chunks that are none
            if (e.getCause() instanceof SocketTimeoutException) throw tooSlow();
            throw new Refused(400, "the body breaks off");
        }
    }

    // Each read waits no longer than the connection's limit of silence, so the sum of them is bounded as well.
    private byte[] read(HttpServletRequest http, long deadline) throws IOException {
        var in = http.getInputStream();
        var body = new ByteArrayOutputStream(Math.max(512, http.getContentLength() + 1));
        var part = new byte[8192];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            body.write(part, 0, n);
            if (body.size() > limits.bodyOctets()) throw tooLong();
            if (System.nanoTime() - deadline > 0) throw tooSlow();
        }
        return body.toByteArray();
    }

    private boolean accepts(@Nullable String contentType) {
        if (contentType == null) return false;
        try {
            var type = MimeType.valueOf(contentType);
            return accepted.stream().anyMatch(type::equalsTypeAndSubtype);
        } catch (InvalidMimeTypeException e) {
            return false;
        }
    }

    private Refused tooLong() {
        return new Refused(413, "a request of more than " + limits.bodyOctets() + " octets");
    }

    private Refused tooSlow() {
        return new Refused(408, "the body takes too long");
    }
}
