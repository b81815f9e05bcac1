package org.esimtestbed.bench.smdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.bench.smdp.SmdpBench.Figures;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.rsp.crypto.Curve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SmdpBenchTest {
    @TempDir
    private Path folder;

    @Test
    void measuresAnOperatorThatIsToldNothingAndOneThatIsToldEverything() throws IOException {
        var figures = new ArrayList<Figures>();

        new SmdpBench(folder.resolve("run"), 16, 0, 2, List.of(5), List.of()).measure("h2", figures::add);

        assertThat(figures).extracting(Figures::callbacks).containsExactly(false, true);
        assertThat(figures).allSatisfy(it -> {
            assertThat(it.sessionsPerSecond()).isPositive();
            assertThat(it.floorPerSecond()).isGreaterThan(it.sessionsPerSecond());
            assertThat(it.milliseconds()).hasSize(4);
            assertThat(it.storedOrders()).isEqualTo(5);
        });
        // session: opened, authenticated, bound, ended; order: Downloaded, Installed, each with a row of the audit
        assertThat(figures.getFirst().rowsPerSession()).isEqualTo(8);
        // and two points to tell, each written, claimed and removed
        assertThat(figures.getLast().rowsPerSession()).isEqualTo(14);
    }

    @Test
    void saysWhichDatabasesThereAre() {
        var bench = new SmdpBench(folder.resolve("run"), 16, 0, 2, List.of(5), List.of());

        assertThatThrownBy(() -> bench.measure("oracle", _ -> {}))
                .hasMessage("a database is h2, postgresql or a JDBC URL, not 'oracle'");
    }

    @Test
    @Timeout(60)
    void isToldWhenTheServerFails() throws IOException {
        ServerProcess.pki(folder).init(Curve.NIST_P256);
        var url = Ecosystem.database(folder);

        try (var server = Child.start(ServerProcess.class, List.of(), folder.toString(), url, "1")) {
            server.answer();

            assertThatThrownBy(() -> server.ask("jump")).hasMessageContaining("IllegalArgumentException: jump");
        }
    }

    @Test
    @Timeout(60)
    void isToldWhenTheLoadFails() throws IOException {
        ServerProcess.pki(folder).init(Curve.NIST_P256);

        try (var load = Child.start(LoadProcess.class, List.of(), folder.toString(), "1")) {
            load.answer();

            assertThatThrownBy(() -> load.ask("no port")).hasMessageContaining("\"no port\"");
        }
    }
}
