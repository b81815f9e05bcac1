package org.esimtestbed.smdpplus;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.InstantSource;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Batches;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.order.AuditTrail;
import org.esimtestbed.smdpplus.order.Intake;
import org.esimtestbed.smdpplus.order.OrderWatch;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.testkit.PostgreSql;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A database of its own for each test, with the schema of the module: H2, or PostgreSQL where the system property
/// `testbed.database` says so.
public final class Database implements AutoCloseable {
    private static final String MODE =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";
    private final HikariDataSource pool;
    private final boolean h2;
    public static final Vault VAULT = new Vault(Bytes.repeat(7, 32), Crypto.standard());

    private Database(String url) {
        h2 = url.startsWith("jdbc:h2:");
        pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/smdpplus")
                .load()
                .migrate();
    }

    public static Database named(String name) {
        return new Database(
                "postgresql".equals(System.getProperty("testbed.database"))
                        ? PostgreSql.newDatabase()
                        : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1" + MODE);
    }

    /// Always H2.
    public static Database inFile(Path file) {
        return new Database("jdbc:h2:file:" + file.toAbsolutePath() + MODE);
    }

    public boolean isH2() {
        return h2;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    public JdbcTemplate template() {
        return new JdbcTemplate(pool);
    }

    public Intake intake(Stock stock, InstantSource clock) {
        return new Intake(jdbc(), batches(), transactions(), stock, clock);
    }

    public Transactions transactions() {
        return new Transactions(new TransactionTemplate(new JdbcTransactionManager(pool)), Durability.BY_ITSELF);
    }

    public Orders orders(InstantSource clock) {
        return orders(clock, OrderWatch.NONE);
    }

    public Orders orders(InstantSource clock, OrderWatch watch) {
        return new Orders(jdbc(), transactions(), new AuditTrail(jdbc(), clock), VAULT, clock, watch);
    }

    @Override
    public void close() {
        // an H2 database in memory outlives its connections: end it
        if (h2) jdbc().sql("shutdown").update();
        pool.close();
    }

    public Batches batches() {
        return new Batches(template());
    }
}
