package org.esimtestbed.lpadaemon.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/// Keeps the pages of others out, which a browser on this machine lets call a port of loopback: by their Origin, by
/// what the browser says of the site that asks (an image has no Origin), and, where no token is asked for, by a name
/// of theirs that leads here.
final class OwnPages implements HandlerInterceptor {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127\\.[0-9.]{1,11}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private static final String PAGE = "/swagger-ui";

    private final boolean thisMachineAlone;

    OwnPages(boolean thisMachineAlone) {
        this.thisMachineAlone = thisMachineAlone;
    }

    @Override
    public boolean preHandle(HttpServletRequest http, HttpServletResponse response, Object handler) {
        var host = Optional.ofNullable(http.getHeader(HttpHeaders.HOST)).orElse("");
        if (thisMachineAlone && !THIS_MACHINE.matcher(host).matches()) {
            throw Refusal.forbidden("without a token the daemon is called localhost, not as in Host");
        }
        var origin = Optional.ofNullable(http.getHeader(HttpHeaders.ORIGIN));
        if (origin.filter(it -> !it.equalsIgnoreCase("http://" + host)).isPresent()) {
            throw Refusal.forbidden("a page of another origin must not call the daemon");
        }
        if (isOfAnotherSite(http) && !opensThePage(http)) {
            throw Refusal.forbidden("a page of another site must not call the daemon");
        }
        return true;
    }

    /// Fetch Metadata Request Headers (W3C): browsers send them, and pages cannot change them.
    private static boolean isOfAnotherSite(HttpServletRequest http) {
        var site = http.getHeader("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site); // another port of this machine is the same site
    }

    /// A link to the page of the daemon may stand anywhere.
    private static boolean opensThePage(HttpServletRequest http) {
        return "navigate".equals(http.getHeader("Sec-Fetch-Mode"))
                && "document".equals(http.getHeader("Sec-Fetch-Dest"))
                && http.getMethod().equals("GET")
                && http.getRequestURI().startsWith(PAGE);
    }
}
