package org.esimtestbed.lpa.server;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// Trusts a TLS server whose certificate one of the CIs has signed for the role it is asked in (SGP.22 §2.6.6,
/// §4.5.2.2), and no other. The host name is checked by TLS itself.
final class CiTrust implements X509TrustManager {
    private final CertificateChain chain;
    private final CertificateRole role;

    /// No CI the device trusts has issued the certificate.
    static final class UnknownCi extends CertificateException {
        private static final long serialVersionUID = 1L;

        UnknownCi(String what) {
            super(what);
        }
    }

    private CiTrust(CertificateChain chain, CertificateRole role) {
        this.chain = chain;
        this.role = role;
    }

    /// @param wayOut what stands before this
    static SSLContext context(CertificateChain chain, CertificateRole role, WayOut wayOut) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {wayOut.around(new CiTrust(chain, role))}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is missing from this JVM", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String authType) throws CertificateException {
        try {
            var server = Certificate.parse(Bytes.wrap(presented[0].getEncoded()));
            var ci = chain.rootOf(server)
                    .orElseThrow(() -> new UnknownCi("no trusted CI has issued the TLS certificate of "
                            + server.subject() + ", issuer " + server.issuer()));
            chain.verifyServer(server, role, ci);
        } catch (MalformedTlv | CertificateRefused e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String authType) throws CertificateException {
        throw new CertificateException("this device is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
