package org.esimtestbed.smdpplus.storage;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/// Rows that change together or not at all.
public final class Transactions {
    private final TransactionOperations operations;

    public Transactions(TransactionOperations operations) {
        this.operations = operations;
    }

    /// What is written meanwhile stands once this returns; if it throws, nothing of it does.
    public <T> T write(Supplier<T> changes) {
        return operations.execute(_ -> changes.get());
    }

    public void write(Runnable changes) {
        operations.executeWithoutResult(_ -> changes.run());
    }
}
