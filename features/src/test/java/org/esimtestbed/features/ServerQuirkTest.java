package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esimtestbed.features.ServerQuirkRows.Row;
import org.esimtestbed.features.ServerQuirkStory.Kind;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.esimtestbed.smdpplus.quirk.QuirkCatalogue;
import org.esimtestbed.smdpplus.quirk.QuirkKind;
import org.esimtestbed.smdpplus.quirk.Script;
import org.esimtestbed.smdpplus.quirk.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that misbehaves in one way, before an LPA and an eUICC that do not: how they notice, or bear it.
class ServerQuirkTest {
    @AfterEach
    void honestAgain() {
        script().switchOffAll();
    }

    @AfterAll
    static void stop() {
        SharedEcosystem.stop();
    }

    private static Script script() {
        return SharedEcosystem.running().smdp().script();
    }

    static List<Row> rows() {
        return ServerQuirkRows.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isNoticedOrBorne(Row row) {
        var story = new ServerQuirkStory(row.story());
        story.order();
        script().switchOn(Assignment.parse(row.quirk()));

        var end = story.tell();

        if (row.quirky().matches("installed|errorReason .*")) assertThat(end).isEqualTo(row.quirky());
        assertThat(end).contains(row.quirky());
        assertThat(story.scene().cardFailure()).isEmpty();
        if (row.quirky().equals(row.honest())) {
            assertThat(row.showing().test(story)).as("the quirk was at work").isTrue();
        }
        boolean installed = end.equals("installed") || row.story() == Kind.NOTIFIED;
        assertThat(story.scene().device().profiles()).hasSize(installed ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theHonestServerDoesNothingOfTheKind(Row row) {
        var story = new ServerQuirkStory(row.story());
        story.order();

        assertThat(story.tell()).isEqualTo(row.honest());
        assertThat(row.showing().test(story)).isFalse();
    }

    @Test
    void everyQuirkHasARow() {
        var shown = rows().stream().map(row -> row.quirk().split("[= ]", 2)[0]).collect(Collectors.toSet());
        assertThat(QuirkCatalogue.ALL)
                .extracting(QuirkKind::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(shown)
                .hasSizeGreaterThanOrEqualTo(25);
        assertThat(QuirkCatalogue.ALL).allSatisfy(kind -> {
            assertThat(kind.symptom()).endsWith(".");
            assertThat(kind.clause()).isNotBlank();
            assertThat(kind.source()).isNotBlank();
            assertThat(kind.functions()).isNotEmpty();
        });
    }

    @Test
    void everyQuirkIsOnThePage() throws IOException {
        var page = Files.readString(Path.of("../docs/server-quirks.md"));
        assertThat(QuirkCatalogue.ALL)
                .allSatisfy(kind -> assertThat(page)
                        .contains("| `%s` | %s | %s | %s |"
                                .formatted(kind.name(), kind.symptom(), kind.clause(), kind.source())));
    }

    @Nested
    class ForWhom {
        private ServerQuirkStory ordered() {
            var story = new ServerQuirkStory(Kind.DOWNLOAD);
            story.order();
            return story;
        }

        private void breaks(Target target, Optional<Es9PlusFunction> function, Optional<Integer> calls) {
            script().switchOn(Assignment.of("bad-mac", Optional.of("elements"), target, function, calls));
        }

        private void meetsOneOnly(ServerQuirkStory one) {
            assertThat(ordered().tell()).isEqualTo("installed");
            assertThat(one.tell()).isEqualTo("errorReason 8");
        }

        @Test
        void oneEuicc() {
            var one = ordered();
            breaks(new Target.ForEid(one.scene().eid()), Optional.empty(), Optional.empty());
            meetsOneOnly(one);
        }

        @Test
        void oneOrderByItsIccid() {
            var one = ordered();
            breaks(new Target.ForIccid(one.scene().iccid()), Optional.empty(), Optional.empty());
            meetsOneOnly(one);
        }

        @Test
        void oneOrderByItsMatchingId() {
            var one = ordered();
            breaks(new Target.ForMatchingId(one.scene().code().matchingId()), Optional.empty(), Optional.empty());
            meetsOneOnly(one);
        }

        @Test
        void theNextTwoCallsOfAFunction() {
            breaks(new Target.Everybody(), Optional.of(Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE), Optional.of(2));

            assertThat(ordered().tell()).isEqualTo("errorReason 8");
            assertThat(ordered().tell()).isEqualTo("errorReason 8");
            assertThat(ordered().tell()).isEqualTo("installed");
            assertThat(script().all())
                    .singleElement()
                    .satisfies(it -> assertThat(it.isUsedUp()).isTrue());
        }

        @Test
        void oneOrderAlsoOnTheWire() {
            var one = ordered();
            var other = ordered();
            script().switchOn(Assignment.of(
                    "extra-members",
                    Optional.empty(),
                    new Target.ForIccid(one.scene().iccid()),
                    Optional.empty(),
                    Optional.empty()));

            assertThat(one.tell()).isEqualTo("installed");
            assertThat(other.tell()).isEqualTo("installed");
            assertThat(one.answered("ofALaterVersion")).isTrue();
            assertThat(other.answered("ofALaterVersion")).isFalse();
        }

        @Test
        void severalAtOnce() {
            var one = ordered();
            script().switchOn(Assignment.parse("long-lengths=3"));
            script().switchOn(Assignment.parse("lower-case-transaction-id"));
            script().switchOn(Assignment.parse("bad-package-signature"));

            assertThat(one.tell()).isEqualTo("errorReason 2");
            assertThat(one.metadata()).startsWith("BF2583");
            assertThat(one.answered("\"transactionId\":\"[0-9]*[a-f]")).isTrue();
        }
    }
}
