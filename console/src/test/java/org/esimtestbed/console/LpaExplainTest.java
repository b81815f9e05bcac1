package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `testbed lpa explain`, and the five faces a failed step shows.
class LpaExplainTest {
    @TempDir
    static Path folder;

    private static CardAtTheDoor card;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000078"));
    }

    @AfterAll
    static void stop() {
        card.close();
    }

    @Test
    void explainsACodeInTheLanguageAskedFor() {
        var english = Shell.run("lpa", "explain", "8.2.6/3.8", "--lang", "en");
        assertThat(english.exit()).isZero();
        assertThat(english.out()).contains("code 8.2.6/3.8").contains("Usually at fault: the End User.");
        assertThat(Shell.run("lpa", "explain", "8.2.6/3.8", "--lang", "ja").out())
                .contains("主な原因: 利用者");
        assertThat(Shell.run("lpa", "explain", "--json").json().size()).isGreaterThan(100);
        assertThat(Shell.run("lpa", "explain", "blue").exit()).isEqualTo(2);
    }

    @Test
    void showsAllFiveFacesOfARefusedDownload() {
        var code = "1$" + card.ecosystem().smdpAddress() + "$NO-SUCH-ORDER";

        var refused = card.run("lpa", "download", code, "--lang", "en");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .containsSubsequence(
                        "status word",
                        "none",
                        "ES10 result",
                        "none",
                        "install reason",
                        "none",
                        "status code",
                        "8.2.6/3.8",
                        "No order waits",
                        "Usually at fault",
                        "HTTP/TLS",
                        "none");

        var failure = card.run("lpa", "download", code, "--json", "--lang", "en")
                .json()
                .path("failure");
        assertThat(failure.path("statusCode").get(0).path("code").asString()).isEqualTo("code 8.2.6/3.8");
        assertThat(failure.path("statusCode").get(0).path("fault").asString()).isEqualTo("END_USER");
        assertThat(failure.path("statusWord")).isEmpty();
        assertThat(failure.path("transport")).isEmpty();
    }

    @Test
    void showsTheResultOfALocalFunction() {
        var refused = card.run("lpa", "enable", "8988211900000000019", "--json", "--lang", "en")
                .json();
        assertThat(refused.path("failure")
                        .path("es10Result")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("es10 EnableProfile/1");
    }

    @Test
    void showsWhyANotificationIsStillOnTheCard() {
        var code = CardAtTheDoor.code(card.order());
        card.ecosystem().misbehaves(List.of(Assignment.parse("notification-answer")));
        Shell installed;
        try {
            installed = card.run("lpa", "download", code, "--yes", "--json", "--lang", "en");
        } finally {
            card.ecosystem().misbehaves(List.of());
        }

        assertThat(installed.exit()).as(installed.err()).isZero();
        var undelivered = installed.json().path("undelivered").get(0);
        assertThat(undelivered.path("event").asString()).isEqualTo("install");
        assertThat(undelivered.path("address").asString())
                .isEqualTo(card.ecosystem().smdpAddress());
        assertThat(undelivered.path("outcome").asString()).contains("204");
        var failure = undelivered.path("failure");
        assertThat(failure.path("message").asString()).isNotEmpty();
        assertThat(failure.path("transport").get(0).path("advice").asString()).isNotEmpty();
        for (var face : List.of("statusWord", "es10Result", "installReason", "statusCode")) {
            assertThat(failure.path(face).isArray()).as(face).isTrue();
            assertThat(failure.path(face)).as(face).isEmpty();
        }

        var delivered =
                card.run("lpa", "notifications", "--now", "--json").json().get(0);
        assertThat(delivered.path("outcome").asString()).isEqualTo("delivered");
        assertThat(delivered.has("failure")).isFalse();
        card.emptied();
    }

    @Test
    void showsWhyAServerCannotBeReached() {
        var unreachable = card.run("lpa", "download", "1$localhost:1$X", "--json", "--lang", "en");
        assertThat(unreachable.exit()).isEqualTo(3);
        assertThat(unreachable
                        .json()
                        .path("failure")
                        .path("transport")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("net refused");
        card.run("lpa", "cancel");
    }
}
