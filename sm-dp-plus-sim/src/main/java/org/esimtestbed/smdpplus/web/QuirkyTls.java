package org.esimtestbed.smdpplus.web;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.quirk.TlsScript;

/// The server's TLS, but for connections to which a quirk shows another certificate.
final class QuirkyTls extends SSLContextSpi {
    private final Supplier<SSLContext> honest;
    private final TlsScript script;
    private final List<Certificate> trusted;
    private final Map<Credential, SSLContext> bent = new ConcurrentHashMap<>();

    private QuirkyTls(Supplier<SSLContext> honest, TlsScript script, List<Certificate> trusted) {
        this.honest = honest;
        this.script = script;
        this.trusted = trusted;
    }

    /// @param honest  asked at every connection that no quirk is for
    /// @param trusted the CIs
    static Supplier<SSLContext> around(Supplier<SSLContext> honest, TlsScript script, List<Certificate> trusted) {
        var context = honest.get();
        var quirky =
                new SSLContext(new QuirkyTls(honest, script, trusted), context.getProvider(), context.getProtocol()) {};
        return () -> quirky;
    }

    private SSLContext next() {
        return script.connecting()
                .map(shown -> bent.computeIfAbsent(shown, it -> MutualTls.context(it, trusted)))
                .orElseGet(honest);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return next().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return next().createSSLEngine(host, port);
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("what this context shows was settled before");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return honest.get().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return honest.get().getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return honest.get().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return honest.get().getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return honest.get().getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return honest.get().getSupportedSSLParameters();
    }
}
