package org.esimtestbed.rspserver.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

@Timeout(60)
class H2LogTest {
    @TempDir
    private Path folder;

    @AfterEach
    void letH2Close() {
        HeldFiles.none();
    }

    @Test
    void waitsForWhatH2HasBegunToWriteByItself() throws Exception {
        FilePath.register(new HeldFiles());
        HeldFiles.none();
        var pool = JdbcConnectionPool.create("jdbc:h2:held:" + folder.resolve("data") + ";WRITE_DELAY=30", "", "");
        try {
            var jdbc = new JdbcTemplate(pool);
            jdbc.execute("create table write_mark (times bigint not null)");
            jdbc.execute("insert into write_mark values (0)");
            jdbc.execute("create table answered (what varchar(20))");
            var log = new H2Log(jdbc);
            log.write();

            var hold = HeldFiles.next();
            jdbc.update("insert into answered values ('ok')");
            hold.arrived.await(); // H2's own writer, which says so to nobody
            var written = new AtomicBoolean();
            var waiting = Thread.ofPlatform().start(() -> {
                log.write();
                written.set(hold.written);
            });
            while (waiting.getState() == Thread.State.RUNNABLE) Thread.onSpinWait();
            hold.mayPass.countDown();
            waiting.join();

            assertThat(written)
                    .as("it was told that the row stands once it was written")
                    .isTrue();
        } finally {
            HeldFiles.none();
            pool.dispose();
        }
    }
}
