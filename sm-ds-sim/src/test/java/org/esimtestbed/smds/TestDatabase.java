package org.esimtestbed.smds;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.esimtestbed.testkit.PostgreSql;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database of its own for each test: H2, or PostgreSQL where the system property `testbed.database` says so.
public final class TestDatabase implements AutoCloseable {
    private final HikariDataSource pool = new HikariDataSource();

    /// With the schema of the module.
    public TestDatabase(Path folder) {
        pool.setJdbcUrl(url(folder));
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/smds")
                .load()
                .migrate();
    }

    /// A new database, which a server may open.
    public static String url(Path folder) {
        return "postgresql".equals(System.getProperty("testbed.database"))
                ? PostgreSql.newDatabase()
                : "jdbc:h2:file:" + folder.resolve("data").toAbsolutePath()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
