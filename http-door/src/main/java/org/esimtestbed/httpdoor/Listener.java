package org.esimtestbed.httpdoor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// One port a role listens on.
///
/// @param host              to listen on, where it is not the role's
/// @param port              0 takes a free one
/// @param tls               asked at every connection; absent for plain HTTP
/// @param clientCertificate whether a client must show a certificate the context trusts
/// @param own               beginnings of the paths that are answered here and on no other port of the role;
///                          empty answers whatever no other port has for its own
/// @param guard             whose token a caller must send, if it has one
public record Listener(
        Optional<String> host,
        int port,
        Optional<Supplier<SSLContext>> tls,
        boolean clientCertificate,
        List<String> own,
        Optional<Operation.Admin> guard) {
    public Listener {
        own = List.copyOf(own);
    }

    public static Listener plain(int port) {
        return new Listener(Optional.empty(), port, Optional.empty(), false, List.of(), Optional.empty());
    }

    /// Plain HTTP for this machine alone, or for who has the token.
    public static Listener guarded(Operation.Admin admin) {
        return new Listener(
                Optional.of(admin.host()), admin.port(), Optional.empty(), false, List.of(), Optional.of(admin));
    }

    /// ES9+ and ES11: the server shows a certificate, the client none.
    public static Listener tls(int port, SSLContext context) {
        return tls(port, () -> context);
    }

    /// @param context may give another one at a later connection, for a certificate on the same curve
    public static Listener tls(int port, Supplier<SSLContext> context) {
        return new Listener(Optional.empty(), port, Optional.of(context), false, List.of(), Optional.empty());
    }

    /// ES2+, ES12 and ES15: both ends show a certificate.
    public static Listener mutualTls(int port, SSLContext context) {
        return mutualTls(port, () -> context);
    }

    public static Listener mutualTls(int port, Supplier<SSLContext> context) {
        return new Listener(Optional.empty(), port, Optional.of(context), true, List.of(), Optional.empty());
    }

    /// The same port on another address.
    public Listener on(String address) {
        return new Listener(Optional.of(address), port, tls, clientCertificate, own, guard);
    }

    /// The same port for paths of its own.
    public Listener answering(String... beginnings) {
        return new Listener(host, port, tls, clientCertificate, List.of(beginnings), guard);
    }

    boolean owns(String path) {
        return own.stream().anyMatch(path::startsWith);
    }
}
