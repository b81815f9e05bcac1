package org.esimtestbed.euicc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.aka.AkaAlgorithm;
import org.esimtestbed.rsp.aka.AuthenticationVector;
import org.esimtestbed.rsp.aka.Auts;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.Tuak;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What PE-AKAParameter says reaches the wire (TCA eUICC Profile Package 3.3.1 §8.5).
class AuthenticationParametersTest {
    private static final Bytes K = Bytes.hex("000102030405060708090A0B0C0D0E0F");
    private static final Bytes K256 = K.plus(Bytes.hex("101112131415161718191A1B1C1D1E1F"));
    private static final Bytes RAND = Bytes.hex("112233445566778899AABBCCDDEEFF00");
    private static final Bytes TOPC = Bytes.repeat(0x5A, 32);
    private static final ProfilePackage PROFILE = ProfileType.generic();

    /// PE-AKAParameter (tag A4) of the USIM with that AlgoParameter and what follows it.
    private static ProfilePackage with(Tlv[] algorithm, Tlv... rest) {
        return InstalledCard.with(PROFILE, "akaParameter", element -> {
            var header = element.value().tlv().children().getFirst();
            var members = new java.util.ArrayList<Tlv>();
            members.add(header);
            members.add(Tlv.of(0xA1, Tlv.of(0xA1, algorithm)));
            members.addAll(java.util.List.of(rest));
            return ProfileElement.decode(element.index(), Tlv.of(0xA4, members));
        });
    }

    private static Tlv[] tuak(int options, Bytes k, int iterations) {
        return new Tlv[] {
            Tlv.number(0x80, 2),
            Tlv.of(0x81, Bytes.of(options)),
            Tlv.of(0x82, k),
            Tlv.of(0x83, TOPC),
            Tlv.number(0x87, iterations)
        };
    }

    private static Tlv[] milenage(Tlv... more) {
        var all = new java.util.ArrayList<>(
                java.util.List.of(Tlv.number(0x80, 1), Tlv.of(0x81, Bytes.of(1)), Tlv.of(0x82, K), Tlv.of(0x83, K)));
        all.addAll(java.util.List.of(more));
        return all.toArray(Tlv[]::new);
    }

    private static Terminal usim(SampleCard card) {
        var terminal = card.terminal();
        terminal.expect("9000", "00A4040C07A0000000871002");
        PROFILE.pins()
                .forEach(context -> context.pins()
                        .pins()
                        .forEach(pin -> terminal.send("002000%02X08".formatted(pin.keyReference()) + pin.value())));
        return terminal;
    }

    private static String challenge(AkaAlgorithm network, long sqn) {
        var vector = AuthenticationVector.compose(network, RAND, Bytes.hex("%012X".formatted(sqn)), Bytes.hex("8000"));
        return "00880081" + "22" + "10" + RAND + "10" + vector.autn().bytes() + "00";
    }

    @ParameterizedTest(name = "options {0}, {1} times Keccak")
    @DisplayName("algorithmID 2: TUAK")
    @CsvSource({
        "0, 1, 4, 16, 16, false", "1, 1, 8, 16, 16, false", "2, 3, 16, 16, 16, true",
        "3, 2, 32, 16, 16, true", "97, 1, 8, 32, 32, true", "33, 1, 8, 32, 16, false"
    })
    void tuakAnswersWithTheSizesTheOptionsName(int options, int iterations, int res, int ck, int ik, boolean isLong) {
        var k = isLong ? K256 : K;
        var network = Tuak.withTopc(k, TOPC, new Tuak.Options(8, res, ck, ik, iterations));
        var terminal = usim(InstalledCard.of(with(tuak(options, k, iterations))));
        var keys = network.f2345(RAND);
        assertThat(terminal.sendAll(challenge(network, 0x21)))
                .startsWith("DB%02X".formatted(res)
                        + keys.res()
                        + "%02X".formatted(ck)
                        + keys.ck()
                        + "%02X".formatted(ik)
                        + keys.ik())
                .endsWith("9000");
        var auts = terminal.send(challenge(network, 0x21));
        assertThat(auts).startsWith("DC0E").endsWith("9000");
        assertThat(Auts.of(Bytes.hex(auts.substring(4, 32))).sqnMs(network, RAND))
                .contains(Bytes.hex("000000000021"));
        var other = Tuak.withTopc(k, TOPC, new Tuak.Options(8, res, ck, ik, iterations + 1));
        assertThat(terminal.send(challenge(other, 0x41))).isEqualTo("9862");
    }

    @Test
    void milenageTakesTheOperatorsConstants() {
        var rotations = Bytes.of(8, 16, 24, 32, 40);
        var xorings = Bytes.concat(
                Bytes.repeat(1, 16),
                Bytes.repeat(2, 16),
                Bytes.repeat(3, 16),
                Bytes.repeat(4, 16),
                Bytes.repeat(5, 16));
        var profile = with(milenage(Tlv.of(0x84, rotations), Tlv.of(0x85, xorings)));
        var network = Milenage.withOpc(K, K, new Milenage.Constants(rotations, xorings));
        var terminal = usim(InstalledCard.of(profile));
        assertThat(terminal.send(challenge(Milenage.withOpc(K, K), 0x21))).isEqualTo("9862");
        assertThat(terminal.sendAll(challenge(network, 0x21)))
                .startsWith("DB08" + network.f2345(RAND).res());
    }

    @Test
    void theLimitOfAuthenticationsHoldsAcrossResets() {
        var network = Milenage.withOpc(K, K);
        var card = InstalledCard.of(with(milenage(Tlv.of(0x86, Bytes.of(0, 0, 3)))));
        var terminal = usim(card);
        assertThat(terminal.sendAll(challenge(network, 0x21))).startsWith("DB");
        assertThat(terminal.send(challenge(network, 0x21))).startsWith("DC");
        card.card().reset();
        terminal = usim(card);
        assertThat(terminal.send("00880080" + "11" + "10" + RAND + "00")).startsWith("04");
        assertThat(terminal.send(challenge(network, 0x41))).isEqualTo("6985");
        assertThat(terminal.send("00880080" + "11" + "10" + RAND + "00")).isEqualTo("6985");
    }

    @ParameterizedTest(name = "sqnOptions {0}")
    @CsvSource({"00, DB, DB", "01, DB, DC", "02, DC, DB", "03, DC, DC"})
    void sqnOptionsSwitchTheChecks(String options, String farJump, String oldNumber) {
        var network = Milenage.withOpc(K, K);
        var limit = Bytes.hex("000000000010");
        var profile = with(milenage(), Tlv.of(0x82, Bytes.hex(options)), Tlv.of(0x83, limit), Tlv.of(0x84, limit));
        var terminal = usim(InstalledCard.of(profile));
        assertThat(terminal.sendAll(challenge(network, 0x11 << 5))).startsWith(farJump);
        for (int seq = 0x10; seq <= 0x30; seq += 0x08) { // steps no check minds
            assertThat(terminal.sendAll(challenge(network, seq << 5 | 1))).startsWith("DB");
        }
        assertThat(terminal.sendAll(challenge(network, 0x05 << 5 | 2))).startsWith(oldNumber);
    }

    @ParameterizedTest
    @CsvSource({"0, 16, 1, false", "1, 15, 1, true", "1, 16, 0, true", "7, 16, 1, true"})
    void valuesNoAlgorithmCanUseAreRefused(int options, int keySize, int iterations, boolean isRefused) {
        var profile = with(tuak(options, Bytes.repeat(1, keySize), iterations));
        var interpreter = InstalledCard.interpreter(profile);
        if (isRefused) {
            assertThatThrownBy(() -> interpreter.accept(profile.encode()))
                    .isInstanceOf(InstallationFailed.class)
                    .hasMessageContaining("BAD_VALUES");
        } else {
            assertThat(InstalledCard.content(profile).naas()).isNotEmpty();
        }
    }
}
