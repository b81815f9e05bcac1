package org.esimtestbed.mno.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The gateway to the packet network (the PDN GW of 3GPP TS 23.401 §4.4.3.3): an HTTP proxy that knows CONNECT and
/// nothing else. A device names its PDN connection by the credential it was given, and comes as far as the rule of its
/// subscriber lets it.
public final class PacketGateway implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 1024;
    private static final int MAX_HEAD = 8 << 10;
    private static final long SILENCE_MS = 60_000;

    private final String host;
    private final Server server;
    private final ServerConnector connector;

    private PacketGateway(String host, Server server, ServerConnector connector) {
        this.host = host;
        this.server = server;
        this.connector = connector;
    }

    /// Listens at once.
    ///
    /// @param port 0 takes a free one
    /// @throws IllegalStateException if the port is taken
    public static PacketGateway listen(String host, int port, Attachments attachments) {
        var threads = new QueuedThreadPool(16, 4);
        threads.setName("packet-gateway");
        threads.setDaemon(true);
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEAD);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(SILENCE_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new Tunnels(attachments, SILENCE_MS));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw cannotListen(host, port, e);
        }
        return new PacketGateway(host, server, connector);
    }

    private static IllegalStateException cannotListen(String host, int port, Exception e) {
        var reason =
                Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(e.getMessage());
        return new IllegalStateException(
                "the packet gateway cannot listen on " + new InetSocketAddress(host, port) + ": " + reason, e);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// `host:port`, as a device is told.
    String address() {
        return host + ":" + port();
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the packet gateway does not stop", e);
        }
    }
}
