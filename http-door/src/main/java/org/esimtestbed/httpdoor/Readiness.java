package org.esimtestbed.httpdoor;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/// Whether requests are worth sending to this role: it is not stopping, and its database answers in time.
final class Readiness implements ApplicationListener<ContextClosedEvent> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Executor ASIDE =
            task -> Thread.ofVirtual().name("readiness").start(task);

    private final Optional<DataSource> database;
    private volatile boolean stopping;

    /// @param database absent for a role that keeps nothing
    Readiness(Optional<DataSource> database) {
        this.database = database;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopping = true;
    }

    /// The reason not to send requests here; empty if there is none.
    Optional<String> whyNot() {
        if (stopping) return Optional.of("stopping");
        if (database.isEmpty()) return Optional.empty();
        // aside, because a pool may wait longer for a connection than whoever asks here
        var answer = CompletableFuture.supplyAsync(() -> answers(database.get()), ASIDE);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : Optional.of("the database does not answer");
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of("the database does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        }
    }

    private static boolean answers(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(Math.toIntExact(PATIENCE.toSeconds()));
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
