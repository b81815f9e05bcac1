package org.esimtestbed.httpdoor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.esimtestbed.rsp.tls.MutualTls;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/// The ports of one role, each with its own TLS or none. The first is the server's main one, the last the one for
/// operation if there is one; requests run on virtual threads.
public final class Listeners implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int ANSWER_BUFFER = 32 * 1024;

    private final InetAddress address;
    private final Operation operation;
    private final RequestMetrics metrics;
    private final Listener main;
    private final List<Listener> others;
    private final List<Connector> otherConnectors;

    /// @param host to listen on
    /// @throws IllegalArgumentException if that is no address of this machine
    public Listeners(String host, Operation operation, RequestMetrics metrics, Listener main, Listener... others) {
        this.address = address(host);
        this.operation = operation;
        this.metrics = metrics;
        this.main = main;
        this.others = new ArrayList<>(List.of(others));
        operation.admin().map(Operation.Admin::listener).ifPresent(this.others::add);
        this.otherConnectors = this.others.stream().map(_ -> new Connector()).toList();
    }

    /// The port of one of the other listeners, once the server runs.
    public int otherPort(int index) {
        return otherConnectors.get(index).getLocalPort();
    }

    /// The port for operation, once the server runs.
    ///
    /// @throws IllegalStateException if the role has none
    public int adminPort() {
        if (operation.admin().isEmpty()) throw new IllegalStateException("this role has no port for operation");
        return otherConnectors.getLast().getLocalPort();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setPort(main.port());
        factory.setAddress(main.host().map(Listeners::address).orElse(address));
        factory.addConnectorCustomizers(connector -> secure(connector, main));
        factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(PlainError.class.getName()));
        factory.addEngineValves(
                new RequestRecord(metrics, connector -> listenerOf(connector).clientCertificate()),
                new OwnPaths(this::listenerOf, all()),
                new AdminGate(this::listenerOf));
        for (int i = 0; i < others.size(); i++) {
            var connector = otherConnectors.get(i);
            var listener = others.get(i);
            connector.setPort(listener.port());
            connector.setProperty(
                    "address",
                    listener.host().map(Listeners::address).orElse(address).getHostAddress());
            ((AbstractProtocol<?>) connector.getProtocolHandler()).setExecutor(new VirtualThreadExecutor("http-"));
            secure(connector, listener);
            factory.addAdditionalConnectors(connector);
        }
    }

    static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address to listen on: " + host, e);
        }
    }

    private Listener listenerOf(Connector connector) {
        int other = otherConnectors.indexOf(connector);
        return other < 0 ? main : others.get(other);
    }

    private List<Listener> all() {
        return Stream.concat(Stream.of(main), others.stream()).toList();
    }

    private void secure(Connector connector, Listener listener) {
        var http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        operation.limits().impose(http);
        // an answer of two TLS records, as a Bound Profile Package is, is written as two and not as one of each 8 KiB
        connector.setProperty("socket.appWriteBufSize", Integer.toString(ANSWER_BUFFER));
        listener.tls().ifPresent(tls -> {
            connector.setSecure(true);
            connector.setScheme("https");
            http.setSSLEnabled(true);
            var host = new SSLHostConfig();
            host.setProtocols(String.join("+", MutualTls.protocols(MutualTls.curve(tls.get()))));
            host.setCiphers(String.join(":", MutualTls.TLS_1_2_SUITES));
            host.setCipherSuites(String.join(":", MutualTls.TLS_1_3_SUITES));
            host.setCertificateVerification(listener.clientCertificate() ? "required" : "none");
            var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
            certificate.setSslContext(new GivenTls(tls));
            host.addCertificate(certificate);
            http.addSslHostConfig(host);
        });
    }
}
