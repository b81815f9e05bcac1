package org.esimtestbed.httpdoor;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// One port a role listens on.
///
/// @param port              0 takes a free one
/// @param tls               absent for plain HTTP
/// @param clientCertificate whether a client must show a certificate the context trusts
/// @param own               beginnings of the paths that are answered here and on no other port of the role;
///                          empty answers whatever no other port has for its own
public record Listener(int port, Optional<SSLContext> tls, boolean clientCertificate, List<String> own) {
    public Listener {
        own = List.copyOf(own);
    }

    public static Listener plain(int port) {
        return new Listener(port, Optional.empty(), false, List.of());
    }

    public static Listener tls(int port, SSLContext context) {
        return new Listener(port, Optional.of(context), false, List.of());
    }

    public static Listener mutualTls(int port, SSLContext context) {
        return new Listener(port, Optional.of(context), true, List.of());
    }

    /// The same port for paths of its own.
    public Listener answering(String... beginnings) {
        return new Listener(port, tls, clientCertificate, List.of(beginnings));
    }

    boolean owns(String path) {
        return own.stream().anyMatch(path::startsWith);
    }
}
