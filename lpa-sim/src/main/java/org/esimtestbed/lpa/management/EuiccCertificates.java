package org.esimtestbed.lpa.management;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.tlv.Bytes;

/// How an eUICC proves itself and whom it believes. No function of ES10 gives its certificates alone: they come
/// with what it signs.
///
/// @param ciKeysVerification of EUICCInfo2: the CIs whose servers it believes, in order of preference
/// @param ciKeysSigning      the CIs under which it can prove itself, in order of preference
/// @param own                CERT.EUICC and CERT.EUM, where it has signed something
public record EuiccCertificates(List<Bytes> ciKeysVerification, List<Bytes> ciKeysSigning, Optional<Own> own) {
    public record Own(Certificate euicc, Certificate eum) {}
}
