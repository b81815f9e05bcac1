package org.esimtestbed.rsp.es9plus;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES9+.GetBoundProfilePackage (SGP.22 §5.6.2): the package is bound to this one eUICC and handed over.
public final class GetBoundProfilePackage {
    /// Last part of the path.
    public static final String PATH = "getBoundProfilePackage";

    private GetBoundProfilePackage() {}

    public record Request(TransactionId transactionId, Tlv prepareDownloadResponse) implements Es9PlusRequest {}

    public record Response(TransactionId transactionId, Tlv boundProfilePackage) {}
}
