package org.esimtestbed.rsp.es9plus;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES9+.InitiateAuthentication (SGP.22 §5.6.1): the LPA opens a session; the server proves who it is.
public final class InitiateAuthentication {
    /// Last part of the path.
    public static final String PATH = "initiateAuthentication";

    private InitiateAuthentication() {}

    public record Request(Bytes euiccChallenge, Tlv euiccInfo1, String smdpAddress) implements Es9PlusRequest {}

    public record Response(
            TransactionId transactionId,
            Tlv serverSigned1,
            Tlv serverSignature1,
            Tlv euiccCiPKIdToBeUsed,
            Tlv serverCertificate) {}
}
