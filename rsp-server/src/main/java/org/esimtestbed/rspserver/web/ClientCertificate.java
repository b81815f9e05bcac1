package org.esimtestbed.rspserver.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.tlv.Bytes;

/// The certificate a caller has shown on a port of mutual TLS.
public final class ClientCertificate {
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private ClientCertificate() {}

    /// @throws Stranger if there is none
    public static Certificate of(HttpServletRequest http) {
        if (!(http.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] shown) || shown.length == 0) {
            throw new Stranger("a client certificate is needed here");
        }
        try {
            return Certificate.parse(Bytes.wrap(shown[0].getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("TLS has let pass what is no certificate", e);
        }
    }
}
