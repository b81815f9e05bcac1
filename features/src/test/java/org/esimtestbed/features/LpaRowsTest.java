package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esimtestbed.lpa.quirk.LpaQuirkCatalogue;
import org.esimtestbed.lpa.quirk.LpaQuirkKind;
import org.junit.jupiter.api.Test;

/// The page says which test shows each field report; what it names exists.
class LpaRowsTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([CSL][0-9]{2}) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private record Row(String number, List<String> tests, List<String> quirks) {}

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(HOME.resolve("docs/lpa-quirks.md")))
                .results()
                .map(it -> new Row(it.group(1), names(it.group(3)), names(it.group(4))))
                .toList();
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(it -> it.group(1)).toList();
    }

    /// Sources of tests by file name, `IsdrTest.java`.
    private static Map<String, String> sources() throws IOException {
        try (var all = Files.walk(HOME, 14)) {
            return all.filter(it -> it.toString().contains("src/test/")
                            && !it.toString().contains("/target/"))
                    .filter(it ->
                            it.toString().endsWith("Test.java") || it.toString().endsWith(".feature"))
                    .collect(Collectors.toMap(
                            it -> it.getFileName().toString(), LpaRowsTest::read, (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRowNamesATestThatExists() throws IOException {
        var sources = sources();
        assertThat(rows()).hasSizeGreaterThan(60).allSatisfy(row -> {
            assertThat(row.tests()).as(row.number()).isNotEmpty();
            for (var test : row.tests())
                assertThat(exists(test, sources)).as(test).isTrue();
        });
    }

    private static boolean exists(String test, Map<String, String> sources) {
        if (test.contains(".feature: ")) {
            var parts = test.split(": ", 2);
            return sources.getOrDefault(parts[0], "")
                    .lines()
                    .map(String::strip)
                    .anyMatch(line ->
                            line.equals("Scenario: " + parts[1]) || line.equals("Scenario Outline: " + parts[1]));
        }
        var parts = test.split("#", 2);
        return parts.length == 2 && sources.getOrDefault(parts[0] + ".java", "").contains(" void " + parts[1] + "(");
    }

    @Test
    void everyRowNamesQuirksThatExist() throws IOException {
        assertThat(rows().stream().flatMap(row -> row.quirks().stream()))
                .isSubsetOf(
                        LpaQuirkCatalogue.ALL.stream().map(LpaQuirkKind::name).toList());
    }

    @Test
    void aTestThatIsNotThereIsMissed() throws IOException {
        assertThat(exists("IsdrTest#isNotThere", sources())).isFalse();
        assertThat(exists("download.feature: Nobody wrote this", sources())).isFalse();
    }
}
