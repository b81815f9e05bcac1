package org.esimtestbed.smds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.web.ClientCertificate;
import org.esimtestbed.rspserver.web.Stranger;

/// Who calls on ES12 or ES15: the TLS certificate decides, and the header must not say otherwise.
final class KnownServers {
    private final CertificateChain chain;

    KnownServers(CertificateChain chain) {
        this.chain = chain;
    }

    /// The OID of the server that calls.
    ///
    /// @param role CERT.DP.TLS on ES12, CERT.DS.TLS on ES15 (SGP.22 §4.5.2.1.0.5)
    /// @throws Stranger        if the certificate is of another role, of no trusted CI, or names no OID
    /// @throws FunctionRefused with 1.1/1.1 if it is not the certificate of the server the header names
    Oid caller(HttpServletRequest http, CertificateRole role, Supplier<RequestHeader> header) {
        var certificate = ClientCertificate.of(http);
        var ci = chain.rootOf(certificate)
                .orElseThrow(
                        () -> new Stranger("no trusted CI has issued the certificate of " + certificate.subject()));
        try {
            chain.verifyServer(certificate, role, ci);
        } catch (CertificateRefused refused) {
            throw new Stranger(String.valueOf(refused.getMessage()));
        }
        var oid = certificate
                .registeredId()
                .orElseThrow(() -> new Stranger("the certificate of " + certificate.subject() + " names no OID"));
        var requester = header.get().functionRequesterIdentifier();
        if (!requester.equals(oid.dotted())) {
            throw StatusCode.FUNCTION_REQUESTER_UNKNOWN.because(
                    "the certificate is that of " + oid + ", not of \"" + requester + "\"");
        }
        return oid;
    }
}
