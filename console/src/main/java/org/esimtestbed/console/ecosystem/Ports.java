package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/// Where the roles listen on loopback. 0 takes any free port.
public record Ports(int operator, int es9, int es2, int callback, int card) {
    private static final Ports STANDARD = new Ports(8080, 8443, 8444, 8447, 9100);

    /// The ports of the README, all shifted by the same number.
    ///
    /// @throws IllegalArgumentException if a port would leave 1 … 65535
    public static Ports standard(int offset) {
        if (STANDARD.operator + offset < 1 || STANDARD.card + offset > 65535) {
            throw new IllegalArgumentException("--port-offset " + offset + " leaves the range of ports");
        }
        return new Ports(
                STANDARD.operator + offset,
                STANDARD.es9 + offset,
                STANDARD.es2 + offset,
                STANDARD.callback + offset,
                STANDARD.card + offset);
    }

    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0, 0);
    }

    /// @throws PortTaken naming the first port somebody else listens on, and what it was for
    void checkFree(Set<Role> roles) {
        if (roles.contains(Role.OPERATOR)) {
            checkFree(operator, "the operator");
            checkFree(callback, "the operator's ES2+ callback");
        }
        if (roles.contains(Role.SM_DP_PLUS)) {
            checkFree(es9, "SM-DP+ ES9+");
            checkFree(es2, "SM-DP+ ES2+");
        }
        if (roles.contains(Role.CARD)) checkFree(card, "the card");
    }

    private static void checkFree(int port, String role) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new PortTaken(port, role);
        }
    }

    /// Somebody else listens there.
    public static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTaken(int port, String role) {
            super("port " + port + " for " + role + " is taken; stop what uses it or choose others with --port-offset");
        }
    }
}
