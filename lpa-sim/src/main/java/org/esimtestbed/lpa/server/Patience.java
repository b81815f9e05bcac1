package org.esimtestbed.lpa.server;

import java.time.Duration;

/// How long a server is waited for.
///
/// @param connect until there is a connection
/// @param answer  from the request to the last octet of the answer
public record Patience(Duration connect, Duration answer) {
    public static final Patience STANDARD = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
