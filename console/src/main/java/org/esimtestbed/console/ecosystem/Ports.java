package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/// Where the roles listen on loopback. 0 takes any free port.
///
/// @param gateway     of the operator's packet network
/// @param admin       of the SM-DP+; absent: none
/// @param smds        of the Root SM-DS
/// @param alternative of the Alternative SM-DS
public record Ports(
        int operator,
        int gateway,
        int es9,
        int es2,
        int callback,
        int card,
        Optional<Integer> admin,
        Smds smds,
        Smds alternative) {
    /// Of an SM-DS.
    ///
    /// @param admin absent: none
    public record Smds(int es11, int es12, Optional<Integer> admin) {
        private static final Smds ANY_FREE = new Smds(0, 0, Optional.empty());

        private Smds shifted(int offset) {
            return new Smds(es11 + offset, es12 + offset, admin.map(it -> it + offset));
        }

        private void checkFree(String role) {
            Ports.checkFree(es11, role + " ES11");
            Ports.checkFree(es12, role + " ES12");
            admin.ifPresent(port -> Ports.checkFree(port, "the operation of the " + role));
        }
    }

    private static final Ports STANDARD = new Ports(
            8080,
            8081,
            8443,
            8444,
            8447,
            9100,
            Optional.of(8448),
            new Smds(8445, 8446, Optional.of(8450)),
            new Smds(8453, 8454, Optional.of(8455)));

    /// The ports of the README, all shifted by the same number.
    ///
    /// @throws IllegalArgumentException if a port would leave 1 … 65535
    public static Ports standard(int offset) {
        if (STANDARD.operator + offset < 1 || STANDARD.card + offset > 65535) {
            throw new IllegalArgumentException("--port-offset " + offset + " leaves the range of ports");
        }
        return new Ports(
                STANDARD.operator + offset,
                STANDARD.gateway + offset,
                STANDARD.es9 + offset,
                STANDARD.es2 + offset,
                STANDARD.callback + offset,
                STANDARD.card + offset,
                STANDARD.admin.map(it -> it + offset),
                STANDARD.smds.shifted(offset),
                STANDARD.alternative.shifted(offset));
    }

    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0, 0, 0, Optional.empty(), Smds.ANY_FREE, Smds.ANY_FREE);
    }

    /// The same with another port for the SM-DP+'s operation.
    public Ports withAdmin(int port) {
        return new Ports(operator, gateway, es9, es2, callback, card, Optional.of(port), smds, alternative);
    }

    /// A port, where 0 stands for any: one that is free now.
    static int chosen(int port) {
        if (port != 0) return port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port: " + e.getMessage(), e);
        }
    }

    /// @throws PortTaken naming the first port somebody else listens on, and what it was for
    void checkFree(Set<Role> roles) {
        if (roles.contains(Role.OPERATOR)) {
            checkFree(operator, "the operator");
            checkFree(gateway, "the operator's packet gateway");
            checkFree(callback, "the operator's ES2+ callback");
        }
        if (roles.contains(Role.SM_DP_PLUS)) {
            checkFree(es9, "SM-DP+ ES9+");
            checkFree(es2, "SM-DP+ ES2+");
            admin.ifPresent(port -> checkFree(port, "the SM-DP+'s operation"));
        }
        if (roles.contains(Role.SM_DS)) smds.checkFree("SM-DS");
        if (roles.contains(Role.ALTERNATIVE_SM_DS)) alternative.checkFree("Alternative SM-DS");
        if (roles.contains(Role.CARD)) checkFree(card, "the card");
    }

    private static void checkFree(int port, String role) {
        checkFree(InetAddress.getLoopbackAddress().getHostAddress(), port, role);
    }

    /// @throws PortTaken                if somebody else listens there
    /// @throws IllegalArgumentException if that is no address of this machine
    public static void checkFree(String host, int port, String role) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address to listen on: " + host, e);
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
