package org.esimtestbed.smdpplus.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.testkit.PostgreSql;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What the server says when its rows cannot be reached or written, and that it is well again afterwards.
class StorageFailureTest {
    private static final URI NOBODY = URI.create("https://localhost:9");

    @TempDir
    Path folder;

    private TestSmDpPlus server(String url) {
        var pki = TestSmDpPlus.pki(folder);
        return new TestSmDpPlus(pki, clock -> TestSmDpPlus.settings(folder, pki, url, NOBODY, clock));
    }

    private static void download(TestSmDpPlus smdp, int euicc) throws Exception {
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(euicc), iccid.digits());
        var bound = smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
        assertThat(TestSmDpPlus.outcome(bound)).isEqualTo("Executed-Success");
        assertThat(smdp.running.orders().find(iccid).orElseThrow().state()).isEqualTo(OrderState.DOWNLOADED);
    }

    @Test
    void survivesALostDatabaseConnection() throws Exception {
        var url = PostgreSql.newDatabase();
        try (var smdp = server(url)) {
            download(smdp, 1);
            var name = url.replaceFirst(".*/([^/?]+)(\\?.*)?$", "$1");
            var outside = JdbcClient.create(new DriverManagerDataSource(url.replace("/" + name, "/postgres")));
            outside.sql("alter database " + name + " with allow_connections false")
                    .update();
            outside.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(name)
                    .query(Boolean.class)
                    .list();

            var refused = smdp.lpa("initiateAuthentication", TestSmDpPlus.initiate(smdp.euicc(2)));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).doesNotContain("Exception").doesNotContain("at org.");
            outside.sql("alter database " + name + " with allow_connections true")
                    .update();
            awaitHealth(smdp);
            download(smdp, 3);
        }
    }

    @Test
    void survivesAFullDisk() throws Exception {
        FilePath.register(new FullDisk());
        try (var smdp = server(TestSmDpPlus.h2(folder).replace("h2:file:", "h2:file:" + FullDisk.SCHEME + ":"))) {
            download(smdp, 1);
            var before = smdp.running.orders().all();

            FullDisk.full = true;
            var refused = untilItIsNoticed(smdp);

            assertThat(refused).isBetween(500, 503);
            FullDisk.full = false;
            awaitOrder(smdp);
            assertThat(smdp.running.orders().all()).containsAll(before);
            download(smdp, 3);
        } finally {
            FullDisk.full = false;
        }
    }

    // H2 writes in the background: what it took before it noticed may be lost in a crash, what it has written is not.
    private static int untilItIsNoticed(TestSmDpPlus smdp) throws IOException {
        int status = 200;
        for (int i = 0; i < 2000 && status == 200; i++) {
            status = smdp.lpa("initiateAuthentication", TestSmDpPlus.initiate(smdp.euicc(2)))
                    .statusCode();
        }
        return status;
    }

    // A session is not waited for until it is written; an order is.
    private static void awaitOrder(TestSmDpPlus smdp) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (smdp.downloadOrder(smdp.newIccid(), "").statusCode() != 200) {
            assertThat(System.nanoTime()).as("healthy again within a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void awaitHealth(TestSmDpPlus smdp) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (smdp.lpa("initiateAuthentication", TestSmDpPlus.initiate(smdp.euicc(2)))
                        .statusCode()
                != 200) {
            assertThat(System.nanoTime()).as("healthy again within a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
