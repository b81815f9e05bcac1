package org.esimtestbed.euicc.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.door.Timing;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.quirk.QuirkKind;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.EuiccInfo2.UiccCapability;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalityTest {
    private static Personality read(String text) {
        return PersonalityFile.read("test", "test.yaml", new StringReader(text));
    }

    @Test
    void theReferenceIsTheStandardCardAndHonest() {
        var reference = Personalities.shipped().getFirst();
        assertThat(reference.name()).isEqualTo("reference");
        assertThat(reference.settings()).isEqualTo(EuiccSettings.standard());
        assertThat(reference.quirks()).isEmpty();
    }

    @Test
    void everyShippedOneIsReadAndSaysWhatItIs() throws IOException {
        assertThat(Personalities.shipped()).hasSizeGreaterThan(10).allSatisfy(it -> {
            assertThat(it.title()).isNotBlank();
            assertThat(Personalities.of(it.name())).isEqualTo(it);
        });
        assertThat(Personalities.of("removable").quirks())
                .extracting(it -> it.kind())
                .extracting(QuirkKind::name)
                .contains("maximum-lc", "reported-memory");
    }

    @Test
    void everythingAFileMaySay(@TempDir Path folder) throws IOException {
        var file = folder.resolve("my-card.yaml");
        Files.writeString(file, """
                title: mine
                versions: {svn: 2.1.0, profile: 2.0.0, firmware: 9.8.7}
                capabilities:
                  uicc: [usim, aka-milenage]
                  rsp: [additional-profile]
                memory: 64 KiB
                aids: {isd-r: A0000005591010FFFFFFFF8900050500}
                timing: {per-command: 2 ms, per-store-data: 1 s}
                forbidden-rules: [ppr1]
                category: 2
                sas-accreditation: SAS-1
                quirks:
                  - maximum-lc: 60
                  - no-channels
                """);
        var card = Personalities.of(file.toString());
        assertThat(card.name()).isEqualTo("my-card");
        assertThat(card.settings().svn()).hasToString("2.1.0");
        assertThat(card.settings().memory()).isEqualTo(65_536);
        assertThat(card.settings().uiccCapability())
                .containsExactlyInAnyOrder(UiccCapability.USIM, UiccCapability.AKA_MILENAGE);
        assertThat(card.settings().isdRAid()).isEqualTo(Aid.of("A0000005591010FFFFFFFF8900050500"));
        assertThat(card.settings().category()).contains(2);
        assertThat(card.quirks()).hasSize(2);
        assertThat(card.timing()).isEqualTo(new Timing(Duration.ofMillis(2), Duration.ofSeconds(1)));
    }

    @Test
    void aCommandTakesAsLongAsThePersonalitySays() {
        var timing = new Timing(Duration.ofMillis(2), Duration.ofMillis(20));
        assertThat(timing.of(Bytes.hex("80F2000000"))).isEqualTo(Duration.ofMillis(2));
        assertThat(timing.of(Bytes.hex("80E2910001FF"))).isEqualTo(Duration.ofMillis(22));
        assertThatThrownBy(() -> new Timing(Duration.ofMillis(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIsdRIsWhereThePersonalityPutsIt() throws IOException {
        var pki = Pki.create(Curve.NIST_P256);
        var card = TestLpa.card(pki, Personalities.of("five-ber"), CardStore.inMemory());
        card.powerOn();
        assertThat(card.transmit(Bytes.hex("00A4040010" + Aid.ISD_R)).hex()).isEqualTo("6A82");
        assertThat(card.transmit(Bytes.hex("00A4040010A0000005591010FFFFFFFF890005050000"))
                        .hex())
                .startsWith("6F")
                .endsWith("9000");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThatThrownBy(() -> read("title: x\nmemroy: 5"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("test.yaml line 2, memroy")
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> read("quirks:\n  - no-channels\n  - maximum-lc: 1"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("versions: {svn: two}"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("svn");
        assertThatThrownBy(() -> read("capabilities: {uicc: [usin]}"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("usin is none of");
        assertThatThrownBy(() -> read("memory: much")).isInstanceOf(BadYaml.class);
        assertThatThrownBy(() -> read("timing: {per-command: 5}"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("unit");
        assertThatThrownBy(() -> Personalities.of("no-such-card"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reference");
    }

    @Test
    void everyShippedPersonalityMakesACardThatStarts() {
        var pki = Pki.create(Curve.NIST_P256);
        for (var personality : Personalities.shipped()) {
            var card = TestLpa.card(pki, personality, CardStore.inMemory());
            assertThat(Objects.requireNonNull(card.powerOn()).size()).isPositive();
            assertThat(card.transmit(Bytes.hex("00A4000C023F00")).hex())
                    .as(personality.name())
                    .isEqualTo("9000");
        }
    }
}
