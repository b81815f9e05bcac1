package org.esimtestbed.rspserver.authentication;

import static org.esimtestbed.rsp.certificate.CertificateRefused.Fault.EXPIRED;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;

/// Checks the two certificates of an eUICC and names what is wrong in the codes of ES9+ (SGP.22 §5.6.3).
public final class EuiccAuthentication {
    private final CertificateChain chain;

    public EuiccAuthentication(CertificateChain chain) {
        this.chain = chain;
    }

    /// The EID an eUICC has proved to be its own.
    ///
    /// @throws FunctionRefused with 8.11.1/3.9, 8.1.2/6.1, 8.1.2/6.3, 8.1.3/6.1 or 8.1.3/6.3
    public Eid verify(Certificate euicc, Certificate eum) {
        if (eum.authorityKeyIdentifier().isEmpty()) { // which CERT.EUM must have, §4.5.2.1.0.2
            throw StatusCode.EUM_CERTIFICATE_INVALID.because(
                    "the certificate of " + eum.subject() + " does not name the key of its CI");
        }
        var ci = chain.rootOf(eum)
                .orElseThrow(() ->
                        StatusCode.CI_UNKNOWN.because("no trusted CI has issued the certificate of " + eum.subject()));
        try {
            chain.verifyEum(eum, ci);
        } catch (CertificateRefused refused) {
            throw refusal(refused, StatusCode.EUM_CERTIFICATE_EXPIRED, StatusCode.EUM_CERTIFICATE_INVALID);
        }
        try {
            return chain.verifyEuicc(euicc, eum);
        } catch (CertificateRefused refused) {
            throw refusal(refused, StatusCode.EUICC_CERTIFICATE_EXPIRED, StatusCode.EUICC_CERTIFICATE_INVALID);
        }
    }

    private static FunctionRefused refusal(CertificateRefused refused, StatusCode expired, StatusCode invalid) {
        return (refused.fault() == EXPIRED ? expired : invalid).because(String.valueOf(refused.getMessage()));
    }
}
