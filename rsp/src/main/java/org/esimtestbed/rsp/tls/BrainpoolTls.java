package org.esimtestbed.rsp.tls;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.esimtestbed.rsp.crypto.Crypto;

/// TLS 1.2 with brainpoolP256r1, which the JVM's own TLS does not know, by BouncyCastle. TLS 1.3 has no such curve
/// under the names of 1.2 and is not spoken. Gives engines, no sockets.
final class BrainpoolTls extends SSLContextSpi {
    /// By object: in the JVM's list it would change the TLS of everybody else.
    static final Provider PROVIDER =
            new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider().setProvider(Crypto.BOUNCY_CASTLE));

    static final String PROTOCOL = "TLSv1.2";

    private final SSLContext delegate;

    private BrainpoolTls(SSLContext delegate) {
        this.delegate = delegate;
    }

    static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        var context = SSLContext.getInstance(PROTOCOL, PROVIDER);
        context.init(keys, trust, new SecureRandom());
        return new SSLContext(new BrainpoolTls(context), PROVIDER, PROTOCOL) {};
    }

    // The provider offers brainpool only to who names it. The system property for that would take its curves from
    // the JVM's own TLS as well, so every engine is told instead.
    private static SSLParameters brainpool(SSLParameters parameters) {
        parameters.setProtocols(new String[] {PROTOCOL});
        parameters.setCipherSuites(MutualTls.TLS_1_2_SUITES.toArray(String[]::new));
        parameters.setNamedGroups(new String[] {"brainpoolP256r1", "secp256r1"});
        return parameters;
    }

    private static SSLEngine brainpool(SSLEngine engine) {
        engine.setSSLParameters(brainpool(engine.getSSLParameters()));
        return engine;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return brainpool(delegate.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return brainpool(delegate.createSSLEngine(host, port));
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return brainpool(delegate.getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return engineGetDefaultSSLParameters();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return delegate.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return delegate.getClientSessionContext();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("has its keys already");
    }

    // Its sockets would not know the curve, and fail far from here.
    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw new UnsupportedOperationException("TLS with brainpoolP256r1 gives engines, no sockets");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException("TLS with brainpoolP256r1 gives engines, no sockets");
    }
}
