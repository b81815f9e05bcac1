package org.esimtestbed.rsp.es9plus;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES9+.AuthenticateClient (SGP.22 §5.6.3): the eUICC proves who it is and is offered the Profile that waits for it.
public final class AuthenticateClient {
    /// Last part of the path.
    public static final String PATH = "authenticateClient";

    private AuthenticateClient() {}

    public record Request(TransactionId transactionId, Tlv authenticateServerResponse) implements Es9PlusRequest {}

    public record Response(
            TransactionId transactionId,
            Tlv profileMetadata,
            Tlv smdpSigned2,
            Tlv smdpSignature2,
            Tlv smdpCertificate) {}
}
