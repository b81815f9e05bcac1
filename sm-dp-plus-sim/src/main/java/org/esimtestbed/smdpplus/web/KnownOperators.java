package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Operator;

/// Who calls on ES2+: the TLS certificate decides, and the header must not say otherwise.
final class KnownOperators {
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Supplier<List<Operator>> operators;
    private final CertificateChain chain;

    /// @param operators those known now; asked at each call
    /// @param chain     the CIs whose word an OID is
    KnownOperators(Supplier<List<Operator>> operators, CertificateChain chain) {
        this.operators = operators;
        this.chain = chain;
    }

    /// The certificate is no operator's: nobody to answer in the protocol (HTTP 403).
    static final class Stranger extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stranger(String why) {
            super(why);
        }
    }

    /// @throws Stranger        if the certificate is no operator's
    /// @throws FunctionRefused with 1.1/1.1 if it is not the certificate of the operator the header names
    Operator caller(HttpServletRequest http, Supplier<RequestHeader> header) {
        if (!(http.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] presented) || presented.length == 0) {
            throw new Stranger("ES2+ needs a client certificate");
        }
        var certificate = certificate(presented[0]);
        // what TLS has let in because an operator's own certificate vouches for it may say any OID
        boolean named = chain.isIssuedByRoot(certificate);
        var callers = operators.get().stream()
                .filter(operator -> named ? operator.hasCertificate(certificate) : operator.hasPinned(certificate))
                .toList();
        if (callers.isEmpty()) throw new Stranger("no operator has this certificate: " + certificate.subject());
        var requester = header.get().functionRequesterIdentifier();
        return callers.stream()
                .filter(operator -> operator.identifier().equals(requester))
                .findFirst()
                .orElseThrow(() -> StatusCode.FUNCTION_REQUESTER_UNKNOWN.because(
                        "the certificate is not that of \"" + requester + "\""));
    }

    private static Certificate certificate(X509Certificate x509) {
        try {
            return Certificate.parse(Bytes.wrap(x509.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("TLS has let pass what is no certificate", e);
        }
    }
}
