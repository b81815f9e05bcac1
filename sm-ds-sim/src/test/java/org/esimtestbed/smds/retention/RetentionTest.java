package org.esimtestbed.smds.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.testkit.TestSmds.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.rspserver.web.HeaderPolicy;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An EID is kept no longer than the event or the session it belongs to.
class RetentionTest {
    @TempDir
    Path folder;

    private TestSmDs looking() {
        var standard = SmDsPolicy.standard();
        return TestSmDs.start(
                folder,
                it -> TestSettings.with(
                        it,
                        new SmDsPolicy(
                                standard.svns(),
                                HeaderPolicy.LENIENT,
                                standard.sessionLife(),
                                standard.eventLife(),
                                Duration.ofMillis(20))));
    }

    private static boolean isEmpty(TestSmDs smds, String what) {
        try {
            return TestSmDs.json(smds.admin("GET", "/admin/" + what)).isEmpty();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void dropsWhatIsOverAndNothingElse() throws Exception {
        try (var smds = looking()) {
            smds.register(1, "EVENT", false);
            smds.initiated(smds.euicc(1));
            smds.clock.pass(Duration.ofMinutes(10));
            await(() -> isEmpty(smds, "sessions"));
            assertThat(smds.finds(1, Optional.empty())).hasSize(1);

            smds.clock.pass(Duration.ofDays(90));
            await(() -> isEmpty(smds, "events"));
        }
    }
}
