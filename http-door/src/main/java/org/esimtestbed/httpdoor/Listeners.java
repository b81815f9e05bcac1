package org.esimtestbed.httpdoor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/// The ports of one role, each with its own TLS or none. The first is the server's main one; requests run on virtual
/// threads.
public final class Listeners implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final InetAddress address;
    private final Listener main;
    private final List<Listener> others;
    private final List<Connector> otherConnectors;

    /// @param host to listen on
    /// @throws IllegalArgumentException if that is no address of this machine
    public Listeners(String host, Listener main, Listener... others) {
        try {
            this.address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address to listen on: " + host, e);
        }
        this.main = main;
        this.others = List.of(others);
        this.otherConnectors = Stream.of(others).map(_ -> new Connector()).toList();
    }

    /// The port of one of the other listeners, once the server runs.
    public int otherPort(int index) {
        return otherConnectors.get(index).getLocalPort();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setPort(main.port());
        factory.setAddress(address);
        factory.addConnectorCustomizers(connector -> secure(connector, main));
        factory.addEngineValves(new OwnPaths(this::listenerOf, all()));
        for (int i = 0; i < others.size(); i++) {
            var connector = otherConnectors.get(i);
            connector.setPort(others.get(i).port());
            connector.setProperty("address", address.getHostAddress());
            ((AbstractProtocol<?>) connector.getProtocolHandler()).setExecutor(new VirtualThreadExecutor("http-"));
            secure(connector, others.get(i));
            factory.addAdditionalConnectors(connector);
        }
    }

    private Listener listenerOf(Connector connector) {
        int other = otherConnectors.indexOf(connector);
        return other < 0 ? main : others.get(other);
    }

    private List<Listener> all() {
        return Stream.concat(Stream.of(main), others.stream()).toList();
    }

    private static void secure(Connector connector, Listener listener) {
        var http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        http.setMaxKeepAliveRequests(-1);
        if (listener.tls().isEmpty()) return;
        connector.setSecure(true);
        connector.setScheme("https");
        http.setSSLEnabled(true);
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCertificateVerification(listener.clientCertificate() ? "required" : "none");
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setSslContext(new GivenTls(listener.tls().get()));
        host.addCertificate(certificate);
        http.addSslHostConfig(host);
    }
}
