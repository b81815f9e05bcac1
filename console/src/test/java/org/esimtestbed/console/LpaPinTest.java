package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import java.nio.file.Path;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("testbed lpa pin")
class LpaPinTest {
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

    @BeforeEach
    void empty() {
        card.emptied();
    }

    private static JsonNode enabled() {
        var order = card.order("--profile-type", "generic-pin", "--codes");
        assertThat(card.run("lpa", "download", code(order)).exit()).isZero();
        var enabling = card.run("lpa", "enable", order.path("iccid").asString(), "--lang", "en");
        assertThat(enabling.exit()).isZero();
        assertThat(enabling.out())
                .contains("PIN required, attempts left: 3")
                .contains("Type the PIN the operator gave along");
        return order;
    }

    @Test
    void letsTheDeviceAttach() {
        var order = enabled();
        assertThat(card.run("lpa", "info").out()).contains("no service: PIN required, attempts left: 3");

        var right = card.run("lpa", "pin", order.path("pin").asString());

        assertThat(right.exit()).as(right.err()).isZero();
        assertThat(right.out())
                .contains("The code is right.")
                .contains("attached to 00101 with IMSI " + order.path("imsi").asString());
    }

    @Test
    void countsWrongOnesAndUnblocks() {
        var order = enabled();
        var wrong = order.path("pin").asString().equals("1111") ? "2222" : "1111";
        for (int left = 2; left > 0; left--) {
            var refused = card.run("lpa", "pin", wrong);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.out()).contains("The code is wrong.", "PIN required, attempts left: " + left);
        }
        assertThat(card.run("lpa", "pin", wrong, "--lang", "en").out())
                .contains("PIN blocked, PUK required, attempts left: 10", "Unblock it with the PUK");
        assertThat(card.run("lpa", "pin", order.path("pin").asString()).exit()).isEqualTo(2);

        var unblocked =
                card.run("lpa", "pin", "--json", "--puk", order.path("puk").asString(), "987654");

        assertThat(unblocked.exit()).as(unblocked.err()).isZero();
        assertThat(unblocked.json().path("accepted").asBoolean()).isTrue();
        assertThat(unblocked.json().path("service").asString()).startsWith("attached");
        assertThat(card.run("lpa", "pin", "987654").exit()).isZero();
    }

    @Test
    void sendsNothingThatIsNoPinOrThatNobodyAskedFor() {
        enabled();
        var none = card.run("lpa", "pin", "12a4");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("4 to 8 digits").doesNotContain("12a4");
        assertThat(card.run("lpa", "pin", "--puk", "1", "1234").exit()).isEqualTo(2);
        assertThat(card.run("lpa", "info").out()).contains("attempts left: 3");

        card.emptied();
        var unasked = card.run("lpa", "pin", "1234");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("asks for no PIN now", "no SIM");
    }
}
