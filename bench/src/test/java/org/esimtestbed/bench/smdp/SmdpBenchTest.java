package org.esimtestbed.bench.smdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.bench.smdp.SmdpBench.Figures;
import org.junit.jupiter.api.Test;
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
}
