package org.esimtestbed.smds.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.PostgreSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What the SM-DS says while its rows cannot be reached, and that it is well again afterwards.
class StorageFailureTest {
    @TempDir
    Path folder;

    @Test
    void survivesALostDatabaseConnection() throws Exception {
        var url = PostgreSql.newDatabase();
        try (var smds = TestSmDs.start(folder, it -> TestSettings.on(it, url))) {
            assertThat(smds.register(1, "BEFORE", false).body()).contains("Executed-Success");
            var name = url.replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
            var outside = JdbcClient.create(new DriverManagerDataSource(url.replace("/" + name, "/postgres")));
            outside.sql("alter database " + name + " with allow_connections false")
                    .update();
            outside.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(name)
                    .query(Boolean.class)
                    .list();

            for (var refused : new java.net.http.HttpResponse<?>[] {
                smds.register(1, "MEANWHILE", false),
                smds.es11("initiateAuthentication", TestSmDs.initiate(smds.euicc(1)))
            }) {
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.body().toString())
                        .doesNotContain("Exception")
                        .doesNotContain("at org.");
            }
            outside.sql("alter database " + name + " with allow_connections true")
                    .update();
            awaitHealth(smds);

            assertThat(smds.running.events().of(TestSmDs.eid(1)))
                    .extracting(event -> event.eventId())
                    .startsWith("BEFORE")
                    .doesNotContain("MEANWHILE");
            assertThat(smds.delete(1, "BEFORE").body()).contains("Executed-Success");
        }
    }

    private static void awaitHealth(TestSmDs smds) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int i = 0; smds.register(1, "AFTER-" + i, false).statusCode() != 200; i++) {
            assertThat(System.nanoTime()).as("healthy again within a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
