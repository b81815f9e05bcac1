package org.esimtestbed.rspserver.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.springframework.http.HttpHeaders;

/// Whether a request of an LPA has the headers of SGP.22 §6.2, as far as the server wants them.
public final class LpaHeaders {
    private static final Pattern PROTOCOL = Pattern.compile("gsma/rsp/v([0-9]+)\\.[0-9]+\\.[0-9]+");
    private static final String MAJOR = "2";
    private static final String AGENT = "gsma-rsp-";

    private final HeaderPolicy policy;

    public LpaHeaders(HeaderPolicy policy) {
        this.policy = policy;
    }

    /// @throws FunctionRefused with 1.3.1/2.2 or 1.3.1/2.1, naming the header, or 1.3.2/3.1
    public void check(HttpServletRequest http) {
        if (policy == HeaderPolicy.LENIENT) return;
        var protocol = PROTOCOL.matcher(required(http, HttpBinding.ADMIN_PROTOCOL));
        if (!protocol.matches()) {
            throw StatusCode.INVALID_ELEMENT.because(HttpBinding.ADMIN_PROTOCOL + " is not gsma/rsp/v and a version");
        }
        if (!protocol.group(1).equals(MAJOR)) {
            throw StatusCode.PROTOCOL_VERSION_UNSUPPORTED.because("this server speaks "
                    + HttpBinding.ADMIN_PROTOCOL_VERSION + ", the LPA version " + protocol.group(1));
        }
        if (!required(http, HttpHeaders.USER_AGENT).startsWith(AGENT)) {
            throw StatusCode.INVALID_ELEMENT.because(HttpHeaders.USER_AGENT + " does not begin with " + AGENT);
        }
    }

    private static String required(HttpServletRequest http, String header) {
        var value = http.getHeader(header);
        // the client of some platforms can leave User-Agent empty, and cannot leave it out
        if (value == null || value.isBlank()) throw StatusCode.MANDATORY_ELEMENT_MISSING.because("header " + header);
        return value.trim();
    }
}
