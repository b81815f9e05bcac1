package org.esimtestbed.mno;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database of its own for each test, with the schema of the module.
public final class Database implements AutoCloseable {
    private final JdbcConnectionPool pool;

    public Database(String name) {
        pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + name
                        + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "");
        Flyway.configure()
                .dataSource((DataSource) pool)
                .locations("classpath:db/migration/mno")
                .load()
                .migrate();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        jdbc().sql("shutdown").update();
        pool.dispose();
    }
}
