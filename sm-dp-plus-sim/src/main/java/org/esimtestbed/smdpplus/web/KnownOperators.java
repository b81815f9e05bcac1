package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Operator;

/// Who calls on ES2+: the TLS certificate decides, and the header must not say otherwise.
final class KnownOperators {
    private static final String TLS_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final List<Operator> operators;

    KnownOperators(List<Operator> operators) {
        this.operators = List.copyOf(operators);
    }

    /// @throws FunctionRefused with 1.2/2.1 if certificate and header name no operator of this server
    Operator caller(HttpServletRequest http, RequestHeader header) {
        if (!(http.getAttribute(TLS_CERTIFICATES) instanceof X509Certificate[] presented) || presented.length == 0) {
            throw StatusCode.HEADER_INVALID.because("ES2+ needs a client certificate");
        }
        var oid = certificate(presented[0]).registeredId();
        return operators.stream()
                .filter(operator -> operator.identifier().equals(header.functionRequesterIdentifier())
                        && oid.filter(operator.oid()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> StatusCode.HEADER_INVALID.because(
                        "no operator \"" + header.functionRequesterIdentifier() + "\" has a certificate with the OID "
                                + oid.map(Object::toString).orElse("(none)")));
    }

    private static Certificate certificate(X509Certificate x509) {
        try {
            return Certificate.parse(Bytes.wrap(x509.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("TLS has let pass what is no certificate", e);
        }
    }
}
