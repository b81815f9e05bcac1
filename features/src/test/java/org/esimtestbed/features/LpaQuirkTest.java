package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.esimtestbed.features.LpaQuirkRows.Row;
import org.esimtestbed.lpa.quirk.LpaQuirkCatalogue;
import org.esimtestbed.lpa.quirk.LpaQuirkKind;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An LPA that misbehaves in one way, before servers and cards that do not: how they notice, or bear it.
class LpaQuirkTest {
    @AfterAll
    static void stop() {
        SharedEcosystem.stop();
    }

    static List<Row> rows() {
        return LpaQuirkRows.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isNoticedOrBorne(Row row) {
        var story = new LpaQuirkStory(row.story());
        var address = story.scene().target().ecosystem().smdpAddress();

        var end = story.tell(LpaQuirks.of(List.of(row.quirk().replace("ADDRESS", address))));

        assertThat(end).contains(row.quirky());
        assertThat(story.scene().cardFailure()).isEmpty();
        if (row.quirky().equals(row.honest())) {
            assertThat(row.showing().test(story)).as("the quirk was at work").isTrue();
        }
        story.scene().close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theHonestLpaDoesNothingOfTheKind(Row row) {
        var story = new LpaQuirkStory(row.story());

        var end = story.tell(LpaQuirks.NONE);

        assertThat(end).contains(row.honest());
        if (!row.quirky().equals(row.honest())) assertThat(end).doesNotContain(row.quirky());
        assertThat(row.showing().test(story)).isFalse();
        story.scene().close();
    }

    @Test
    void everyQuirkHasARow() {
        var shown = rows().stream().map(row -> row.quirk().split("=", 2)[0]).collect(Collectors.toSet());
        assertThat(LpaQuirkCatalogue.ALL)
                .extracting(LpaQuirkKind::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(shown)
                .hasSizeGreaterThanOrEqualTo(15);
        assertThat(LpaQuirkCatalogue.ALL).allSatisfy(kind -> {
            assertThat(kind.symptom()).endsWith(".");
            assertThat(kind.clause()).isNotBlank();
            assertThat(kind.source()).isNotBlank();
            assertThat(kind.honest()).isNotBlank();
        });
    }

    @Test
    void everyQuirkIsOnThePage() throws IOException {
        var page = Files.readString(Path.of("../docs/lpa-quirks.md"));
        assertThat(LpaQuirkCatalogue.ALL)
                .allSatisfy(kind -> assertThat(page)
                        .contains("| `%s` | %s | %s | %s | %s |"
                                .formatted(kind.name(), kind.symptom(), kind.clause(), kind.source(), kind.honest())));
    }

    @Test
    void refusesAQuirkOrAParameterThatIsNone() {
        assertThatThrownBy(() -> LpaQuirks.of(List.of("honesty")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no quirk honesty");
        assertThatThrownBy(() -> LpaQuirks.of(List.of("matching-id=upper")))
                .hasMessageContaining("matching-id: parameter \"upper\" is none of lower-case");
        assertThatThrownBy(() -> LpaQuirks.of(List.of("old-svn=1")))
                .hasMessageContaining("old-svn: takes no parameter");
    }
}
