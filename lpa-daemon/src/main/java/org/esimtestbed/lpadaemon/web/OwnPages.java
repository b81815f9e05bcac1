package org.esimtestbed.lpadaemon.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/// Keeps the pages of others out, which a browser on this machine lets call a port of loopback: by their Origin, and,
/// where no token is asked for, by a name of theirs that leads here.
final class OwnPages implements HandlerInterceptor {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127\\.[0-9.]{1,11}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

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
        return true;
    }
}
