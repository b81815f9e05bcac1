package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Where functions of ES10 leave the LPA for the ISD-R: each call is a STORE DATA command of one or more blocks
/// (SGP.22 §5.7.2), and what stands before it decides what the card sees.
public interface Es10Door {
    /// One function.
    ///
    /// @return the response as received
    /// @throws StatusWordRefused if the card refuses the APDU rather than the function
    Bytes command(Tlv request);

    /// One segment of a Bound Profile Package (§2.5.5).
    ///
    /// @return empty while the eUICC wants more, else the ProfileInstallationResult
    /// @throws StatusWordRefused if the card ends the loading without a result
    Bytes segment(Bytes segment);
}
