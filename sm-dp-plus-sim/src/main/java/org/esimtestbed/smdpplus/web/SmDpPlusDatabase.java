package org.esimtestbed.smdpplus.web;

import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esimtestbed.rspserver.storage.Batches;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.rspserver.storage.KeyRotation;
import org.esimtestbed.rspserver.storage.SealedColumn;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.order.AuditTrail;
import org.esimtestbed.smdpplus.order.Intake;
import org.esimtestbed.smdpplus.order.OrderWatch;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.smdpplus.profile.ProfileTypeRows;
import org.flywaydb.core.Flyway;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The rows of a server without the server, for those who tend them by command.
public final class SmDpPlusDatabase implements AutoCloseable {
    /// Everything that is sealed, and for what.
    public static final List<SealedColumn> SEALED = List.of(
            new SealedColumn("profile_content", "iccid", "package", UnaryOperator.identity()),
            new SealedColumn("profile_order", "iccid", "personalisation", Stock::context),
            new SealedColumn("profile_order", "iccid", "cc_hash", Orders::codeContext),
            new SealedColumn("profile_order", "iccid", "bound_keys", Binding::context),
            new SealedColumn("profile_type", "name", "package", ProfileTypeRows::context));

    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final Transactions transactions;

    private SmDpPlusDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new Transactions(
                new TransactionTemplate(new JdbcTransactionManager(pool)), Durability.BY_ITSELF); // closed in order
    }

    /// Opens a database and brings its schema up to date.
    ///
    /// @param url JDBC
    /// @throws Unusable if it cannot be opened
    public static SmDpPlusDatabase open(String url) {
        quiet();
        var pool = new HikariDataSource();
        try {
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(2);
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration/smdpplus")
                    .load()
                    .migrate();
            return new SmDpPlusDatabase(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new Unusable(url, e);
        }
    }

    // What libraries have to say is no answer of a command.
    private static void quiet() {
        var logging = LoggingSystem.get(SmDpPlusDatabase.class.getClassLoader());
        for (var library : List.of("com.zaxxer.hikari", "org.flywaydb", "org.springframework")) {
            logging.setLogLevel(library, LogLevel.ERROR);
        }
    }

    /// The database cannot be opened.
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String url, RuntimeException why) {
            super(
                    "cannot open the database " + url.replaceFirst("[;?].*", "") + ": "
                            + rootOf(why).getMessage(),
                    why);
        }

        private static Throwable rootOf(Throwable why) {
            var root = why;
            while (root.getCause() != null) root = root.getCause();
            return root;
        }
    }

    public Intake intake(Vault vault, InstantSource clock) {
        var orders = new Orders(jdbc, transactions, new AuditTrail(jdbc, clock), vault, clock, OrderWatch.NONE);
        var batches = new Batches(new JdbcTemplate(pool));
        return new Intake(jdbc, batches, transactions, new Stock(jdbc, orders, vault), clock);
    }

    public KeyRotation keyRotation() {
        return new KeyRotation(jdbc, transactions, SEALED);
    }

    @Override
    public void close() {
        pool.close();
    }
}
