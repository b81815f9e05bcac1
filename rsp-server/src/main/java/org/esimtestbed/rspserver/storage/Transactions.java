package org.esimtestbed.rspserver.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/// Rows that change together or not at all.
public final class Transactions {
    /// What is to be done once that which this thread is writing stands; absent while it is writing nothing.
    private static final ThreadLocal<@Nullable List<Runnable>> AFTERWARDS = new ThreadLocal<>();

    private final TransactionOperations operations;
    private final Durability durability;

    public Transactions(TransactionOperations operations, Durability durability) {
        this.operations = operations;
        this.durability = durability;
    }

    /// What is written meanwhile stands once this returns, and outlives the process. If it throws, nothing of it does,
    /// but for this: of what was committed and could not be made to last nobody knows whether it will.
    public <T> T write(Supplier<T> changes) {
        if (AFTERWARDS.get() != null) return operations.execute(_ -> changes.get()); // a part of what is being written
        int begun = durability.begin();
        var afterwards = new ArrayList<Runnable>();
        AFTERWARDS.set(afterwards);
        T result;
        try {
            result = operations.execute(_ -> changes.get());
        } finally {
            AFTERWARDS.remove();
        }
        durability.await(begun);
        afterwards.forEach(Runnable::run);
        return result;
    }

    public void write(Runnable changes) {
        write(() -> {
            changes.run();
            return true;
        });
    }

    /// Returns once what others have committed by now outlives the process: before somebody is told that it is so.
    public void settle() {
        durability.await(durability.begin());
    }

    /// Does something once what this thread is writing stands, or at once if it is writing nothing.
    public static void afterCommit(Runnable then) {
        var afterwards = AFTERWARDS.get();
        if (afterwards == null) then.run();
        else afterwards.add(then);
    }
}
