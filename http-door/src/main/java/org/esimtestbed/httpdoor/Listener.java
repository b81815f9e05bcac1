package org.esimtestbed.httpdoor;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/// One port a role listens on.
///
/// @param port              0 takes a free one
/// @param tls               absent for plain HTTP
/// @param clientCertificate whether a client must show a certificate the context trusts
public record Listener(int port, Optional<SSLContext> tls, boolean clientCertificate) {
    public static Listener plain(int port) {
        return new Listener(port, Optional.empty(), false);
    }

    public static Listener tls(int port, SSLContext context) {
        return new Listener(port, Optional.of(context), false);
    }

    public static Listener mutualTls(int port, SSLContext context) {
        return new Listener(port, Optional.of(context), true);
    }
}
