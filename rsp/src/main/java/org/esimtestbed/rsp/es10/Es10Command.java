package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A function of ES10 as a command: what to send, and how to read what comes back.
///
/// @param <R> the answer
public interface Es10Command<R> {
    Tlv request();

    /// @throws MalformedTlv if the answer is none of this function
    R response(Tlv response);
}
