package org.esimtestbed.smdpplus.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.web.ClientCertificate;
import org.esimtestbed.rspserver.web.Stranger;
import org.esimtestbed.smdpplus.Operator;

/// Who calls on ES2+: the TLS certificate decides, and the header must not say otherwise.
final class KnownOperators {
    private final Supplier<List<Operator>> operators;
    private final CertificateChain chain;

    /// @param operators those known now; asked at each call
    /// @param chain     the CIs whose word an OID is
    KnownOperators(Supplier<List<Operator>> operators, CertificateChain chain) {
        this.operators = operators;
        this.chain = chain;
    }

    /// @throws Stranger        if the certificate is no operator's
    /// @throws FunctionRefused with 1.1/1.1 if it is not the certificate of the operator the header names
    Operator caller(HttpServletRequest http, Supplier<RequestHeader> header) {
        var certificate = ClientCertificate.of(http);
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
}
