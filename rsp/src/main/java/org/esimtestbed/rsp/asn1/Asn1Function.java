package org.esimtestbed.rsp.asn1;

import java.util.Map;
import org.esimtestbed.rsp.status.StatusCode;

/// A function of ES9+ or ES11 as the ASN.1 binding answers it.
public sealed interface Asn1Function permits Es9PlusFunction, Es11Function {
    int UNDEFINED_ERROR = 127;

    /// Of the answer.
    int tag();

    /// The numbers of its errors by subject and reason code: `8.1/6.1`.
    Map<String, Integer> errors();

    /// undefinedError(127) where the function has no number for a code.
    default int error(StatusCode code) {
        return errors().getOrDefault(code.code(), UNDEFINED_ERROR);
    }
}
