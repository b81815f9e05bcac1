package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.lpa.card.VpcdChannel;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata.Icon;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.profile.Appearance;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No Profile and many, and the longest names there may be (SGP.22 §5.5.3, §5.7.21).
@DisplayName("testbed lpa list")
@Timeout(240)
class LpaListTest {
    private static final String HEAD = "ICCID                 STATE     PROVIDER          NAME";
    private static final String KANJI = "漢字名称".repeat(5) + "漢x"; // 64 octets
    private static final String EMOJI = "\uD83D\uDCF1".repeat(16); // 64 octets

    private static final Bytes ICON = Bytes.repeat(0x89, 1024);

    @TempDir
    static Path folder;

    private static CardAtTheDoor card;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(
                folder,
                Eid.withCheckDigits("890490320000000000000000000079"),
                EuiccSettings.standard().withMemory(8 << 20),
                List.of(
                        ChosenProfile.generic(),
                        called("kanji", KANJI, Optional.empty()),
                        called("emoji", EMOJI, Optional.empty()),
                        called("nameless", "", Optional.empty()),
                        called("picture", "picture", Optional.of(new Icon(1, ICON))),
                        called("control", "a\u001B[2Jb\nc\u202Ed", Optional.empty())));
    }

    private static ChosenProfile called(String type, String name, Optional<Icon> icon) {
        var generic = ChosenProfile.generic().type();
        var appearance = new Appearance(
                "esim-testbed", name, icon, ProfileClass.OPERATIONAL, List.of(), Optional.empty(), Set.of());
        return new ChosenProfile(
                new ProfileType(type, generic.template(), appearance, generic.protection()), Optional.empty());
    }

    @AfterAll
    static void stop() {
        card.close();
    }

    @BeforeEach
    void empty() {
        card.emptied();
    }

    private static String installed(String type) {
        var order = card.order("--profile-type", type);
        var download = card.run("lpa", "download", code(order), "--yes");
        assertThat(download.exit()).as(download.err()).isZero();
        return order.path("iccid").asString();
    }

    private static List<String> lines() {
        var list = card.run("lpa", "list");
        assertThat(list.exit()).as(list.err()).isZero();
        var lines = list.out().lines().toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(new AttributedString(line).columnLength())
                        .as(line)
                        .isLessThanOrEqualTo(80));
        return lines;
    }

    private static String row(String iccid, String state, String name) {
        return iccid + " ".repeat(22 - iccid.length()) + "%-10s%-18s%s".formatted(state, "esim-testbed", name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 30})
    void listsAndSwitchesSoMany(int number) {
        var iccids = new ArrayList<String>();
        for (int i = 0; i < number; i++) iccids.add(installed("generic"));
        if (number == 0) {
            assertThat(lines()).containsExactly("No Profile is on the card.");
            assertThat(card.run("lpa", "enable", "8988211900000000019").exit()).isEqualTo(1);
            return;
        }

        for (var enabled : List.of(iccids.getLast(), iccids.getFirst())) {
            var switched = card.run("lpa", "enable", enabled);
            assertThat(switched.out()).as(switched.err()).contains("attached");
            var expected = new ArrayList<>(List.of(HEAD));
            for (var iccid : iccids) {
                expected.add(row(iccid, iccid.equals(enabled) ? "enabled" : "disabled", "Generic profile"));
            }
            assertThat(lines()).containsExactlyElementsOf(expected);
            if (number == 1) break; // it cannot be enabled twice
        }
    }

    @Test
    void showsTheLongestNamesInLinesBelowOneAnother() {
        assertThat(Bytes.utf8(KANJI).size()).isEqualTo(64);
        assertThat(Bytes.utf8(EMOJI).size()).isEqualTo(64);
        var kanji = installed("kanji");
        var emoji = installed("emoji");

        assertThat(lines())
                .containsExactly(
                        HEAD,
                        row(kanji, "disabled", KANJI.substring(0, 15)),
                        " ".repeat(50) + KANJI.substring(15),
                        row(emoji, "disabled", EMOJI.substring(0, 30)),
                        " ".repeat(50) + EMOJI.substring(30));
        assertThat(card.profiles()).extracting(it -> it.path("name").asString()).containsExactly(KANJI, EMOJI);
    }

    @Test
    void namesAProfileInAnyScript() {
        var iccid = installed("nameless");
        assertThat(lines()).containsExactly(HEAD, row(iccid, "disabled", "").stripTrailing());

        var columns = Map.of(KANJI, 43, EMOJI, 32, "x".repeat(64), 64, "é".repeat(32), 32);
        columns.forEach((nickname, wide) -> {
            var named = card.run("lpa", "nickname", iccid, nickname);
            assertThat(named.exit()).as(named.err()).isZero();
            assertThat(card.profiles().get(0).path("name").asString()).isEqualTo(nickname);
            assertThat(lines()).as("in places of 30 columns").hasSize(1 + (wide + 29) / 30);
        });
        var before = card.profiles();
        assertThat(card.run("lpa", "nickname", iccid, KANJI + "x").exit()).isEqualTo(2);
        assertThat(card.profiles()).isEqualTo(before);
        assertThat(card.run("lpa", "nickname", iccid, "").exit()).isZero();
        assertThat(card.profiles().get(0).path("name").asString()).isEmpty();
    }

    @Test
    void takesAnIconOf1024Octets() {
        var iccid = installed("picture");
        assertThat(lines()).contains(row(iccid, "disabled", "picture"));
        try (var device = card.ecosystem().device(new VpcdChannel("localhost", card.port()))) {
            var onTheCard = device.profiles().getFirst().tlv();
            assertThat(onTheCard.child(0x93).asInt()).isEqualTo(1);
            assertThat(onTheCard.child(0x94).value()).isEqualTo(ICON);
        }
    }

    @Test
    void printsNothingThatMovesTheCursor() {
        var iccid = installed("control");
        assertThat(lines()).containsExactly(HEAD, row(iccid, "disabled", "a?[2Jb?c?d"));
    }
}
