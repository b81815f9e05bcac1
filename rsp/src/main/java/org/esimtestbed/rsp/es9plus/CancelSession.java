package org.esimtestbed.rsp.es9plus;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES9+.CancelSession (SGP.22 §5.6.5): the session ends early, and the eUICC has signed why.
public final class CancelSession {
    /// Last part of the path.
    public static final String PATH = "cancelSession";

    private CancelSession() {}

    public record Request(TransactionId transactionId, Tlv cancelSessionResponse) implements Es9PlusRequest {}
}
