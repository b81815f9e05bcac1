package org.esimtestbed.bench.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// A database to measure on, by its name on the command line.
public final class BenchDatabase {
    /// What is done with it.
    public interface Use {
        /// @param url JDBC
        void of(String url) throws IOException;
    }

    private BenchDatabase() {}

    /// @param name   `h2`, `postgresql`, which runs as long as it is used, or a JDBC URL
    /// @param folder of H2's file
    public static void with(String name, Path folder, Use use) throws IOException {
        switch (name) {
            case "h2" -> use.of(Ecosystem.database(folder));
            case "postgresql" -> {
                // what it has to say of its start is no figure
                LoggingSystem.get(BenchDatabase.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.ERROR);
                try (var server = EmbeddedPostgres.start()) {
                    use.of(server.getJdbcUrl("postgres", "postgres"));
                }
            }
            default -> {
                if (!name.startsWith("jdbc:")) {
                    throw new IllegalArgumentException(
                            "a database is h2, postgresql or a JDBC URL, not '" + name + "'");
                }
                use.of(name);
            }
        }
    }
}
