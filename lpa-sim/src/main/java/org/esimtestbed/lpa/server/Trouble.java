package org.esimtestbed.lpa.server;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.json.MalformedMessage;

/// What was wrong on the way to a server.
///
/// @param layer `net`, `tls`, `http` or `body`
/// @param what  the HTTP status, or a name of the table of explanations
public record Trouble(String layer, String what) {
    static Trouble http(int status) {
        return new Trouble("http", String.valueOf(status));
    }

    /// What an exception of the HTTP client, of TLS or of the codec says.
    static Trouble of(Throwable thrown) {
        var found = Stream.iterate(Optional.of(thrown), Optional::isPresent, it -> it.map(Throwable::getCause))
                .flatMap(it -> it.flatMap(Trouble::named).stream())
                .findFirst();
        return found.orElseGet(
                () -> thrown instanceof SSLException ? new Trouble("tls", "handshake") : new Trouble("net", "cut"));
    }

    private static Optional<Trouble> named(Throwable thrown) {
        return Optional.ofNullable(
                switch (thrown) {
                    case MalformedMessage _ -> new Trouble("body", "no-message");
                    case UnresolvedAddressException _ -> new Trouble("net", "no-host");
                    case IllegalArgumentException _ -> new Trouble("net", "no-address");
                    case InterruptedException _ -> new Trouble("net", "interrupted");
                    case NoBearer _ -> new Trouble("net", "no-bearer");
                    case HttpTimeoutException _ -> new Trouble("net", "timeout");
                    case ConnectException it
                    when !(it.getCause() instanceof UnresolvedAddressException) -> new Trouble("net", "refused");
                    case CertificateRefused it -> new Trouble("tls", it.fault().name());
                    case CiTrust.UnknownCi _ -> new Trouble("tls", "unknown-ci");
                    // what CiTrust throws has a cause; without one it is TLS itself that misses the host name
                    case CertificateException it when it.getCause() == null -> new Trouble("tls", "host-name");
                    default -> null;
                });
    }

    /// Whether the server is there, under a CI that is trusted, in another role.
    public boolean isOtherRole() {
        return layer.equals("tls") && what.equals(CertificateRefused.Fault.ROLE.name());
    }

    /// As in the table of explanations.
    public String code() {
        return layer + " " + what;
    }

    @Override
    public String toString() {
        return layer.equals("http") ? "HTTP " + what : layer + ": " + what;
    }
}
