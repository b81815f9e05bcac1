package org.esimtestbed.rspserver.storage;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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

    /// Does something once what this thread is writing stands, or at once if it is writing nothing.
    public static void afterCommit(Runnable then) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            then.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }
}
