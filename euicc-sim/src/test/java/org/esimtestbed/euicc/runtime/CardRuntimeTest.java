package org.esimtestbed.euicc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.SampleProfile;
import org.esimtestbed.euicc.Terminal;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardRuntimeTest {
    private final SampleCard sample = SampleCard.withProfile();
    private final Terminal terminal = sample.terminal();

    @Nested
    class LogicalChannels {
        @Test
        void twentyCanBeOpenAndNoMore() {
            for (int number = 1; number < 20; number++) {
                assertThat(terminal.send("0070000001")).isEqualTo("%02X9000".formatted(number));
            }
            assertThat(terminal.send("0070000001")).isEqualTo("6A81");
        }

        @Test
        void oneThatIsClosedIsNotSupported() {
            terminal.expect("6881", "01A40004023F00", "40A40004023F00", "4FA40004023F00", "81F20000", "C1F20000");
        }

        @Test
        void eachStandsAtAFileOfItsOwn() {
            terminal.expect("9000", "0070000001", "01A4000C022FE2", "00A4000C027F10");
            assertThat(terminal.send("01B000000A")).isEqualTo("980010325476981032149000");
            assertThat(terminal.send("00B000000A")).isEqualTo("6986");
        }

        @Test
        void theFurtherCodingOfTheClassReachesFourToNineteen() {
            terminal.expect("9000", "0070001300"); // opens channel 19
            terminal.expect("9000", "4FA4000C022FE2");
            assertThat(terminal.send("4FB000000A")).endsWith("9000");
            assertThat(terminal.send("CFF2000C")).isEqualTo("9000");
        }

        @Test
        void oneThatIsClosedAndOpenedAgainBeginsAnew() {
            terminal.expect("9000", "0070000001", "01A4000C022FE2", "00708001", "0070000001");
            assertThat(terminal.send("01B000000A")).isEqualTo("6986");
        }

        @Test
        void theBasicOneCannotBeClosed() {
            assertThat(terminal.send("00708000")).isEqualTo("6A81");
        }

        @Test
        void openedFromAnotherOneStandsAtItsDirectory() {
            terminal.expect("9000", "0070000001", "01A4000C027F10");
            assertThat(terminal.send("0170000001")).isEqualTo("029000");
            assertThat(terminal.send("02A4000C026F3A")).isEqualTo("9000");
        }

        @Test
        void aResetClosesThem() {
            terminal.expect("9000", "0070000001");
            sample.card().reset();
            terminal.expect("6881", "01A4000C023F00");
        }
    }

    @Nested
    class LongResponses {
        @Test
        void moreThanLeIsFetchedByGetResponseInBothClasses() {
            terminal.expect(
                    "9000", "00A4040C0C" + SampleProfile.USIM, "0020000108" + SampleProfile.PIN1, "00A4000C026F7E");
            assertThat(terminal.send("00A4000402" + "6F07")).matches("61..");
            var whole = terminal.sendAll("00A4000402" + "6F07");
            var le = "%02X".formatted(whole.length() / 2 - 2);
            terminal.send("00A4000402" + "6F07");
            assertThat(terminal.send("80C00000" + le)).isEqualTo(whole);
            terminal.send("00A4000402" + "6F07");
            assertThat(terminal.send("00C0000003"))
                    .isEqualTo(whole.substring(0, 6) + "61%02X".formatted(whole.length() / 2 - 5));
            assertThat(terminal.send("00C00000" + "00")).isEqualTo(whole.substring(6));
        }

        @Test
        void anotherCommandBetweenForgetsTheRest() {
            terminal.send("00A40004022FE2");
            terminal.send("00A4000C022FE2");
            assertThat(terminal.send("00C0000000")).isEqualTo("6985");
        }

        @Test
        void withLeTheResponseComesAtOnce() {
            assertThat(terminal.send("00A40004022FE200")).startsWith("62").endsWith("9000");
        }
    }

    @Nested
    class SelectionByAid {
        @Test
        void aPartialAidFindsTheApplication() {
            assertThat(terminal.send("00A4040C07A0000000871002")).isEqualTo("9000");
            assertThat(terminal.send("00A4000C026F07")).isEqualTo("9000");
        }

        @Test
        void thereIsNoNextOccurrenceOfTheOnlyOne() {
            assertThat(terminal.send("00A4040C05A000000087")).isEqualTo("9000");
            assertThat(terminal.send("00A4040E05A000000087")).isEqualTo("6A82");
        }

        @Test
        void anUnknownAidLeavesTheChannelAsItWas() {
            terminal.expect("9000", "00A4000C022FE2");
            terminal.expect("6A82", "00A4040C06A0000005AABB");
            assertThat(terminal.send("00B000000A")).endsWith("9000");
        }
    }

    @Nested
    class Forms {
        @Test
        void lcOf255WithLeIsTaken() {
            assertThat(terminal.send("00D60000FF" + "00".repeat(255) + "00")).isEqualTo("6986");
        }

        @Test
        void extendedLengthsMeanTheSame() {
            assertThat(terminal.send("00A4000C0000022FE2")).isEqualTo("9000");
            assertThat(terminal.send("00B0000000000A")).isEqualTo("980010325476981032149000");
            assertThat(terminal.send("00A400040000022FE20000")).startsWith("62").endsWith("9000");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "00",
                    "00A4",
                    "00A400",
                    "00A40004023F",
                    "00A40004023F000000",
                    "00A4000400",
                    "00A400040000",
                    "00A40004000000000000",
                    "00A4000C0000033F00",
                    "00A4000C00FFFF3F00",
                    "0020000107AA"
                })
        void aLengthThatDoesNotFitIsRefused(String apdu) {
            assertThat(terminal.send(apdu)).matches("(67|6A|62|90).*");
        }

        @ParameterizedTest
        @ValueSource(strings = {"FFA40000", "20A40000", "A0A40000", "BFA40000"})
        void anUnknownClassIsRefused(String apdu) {
            assertThat(terminal.send(apdu)).isEqualTo("6E00");
        }

        @Test
        void secureMessagingAndChainingAreRefused() {
            terminal.expect("6882", "04A40000", "0CA40000", "60A40000", "84F20000");
            terminal.expect("6884", "10A40000", "50A40000", "90F20000");
        }

        @Test
        void whateverComesGetsAStatusWord() {
            var random = new Random(7);
            for (int i = 0; i < 20_000; i++) {
                var apdu = new byte[random.nextInt(40)];
                random.nextBytes(apdu);
                if (apdu.length > 0 && i % 2 == 0) apdu[0] = (byte) (i % 4 == 0 ? 0x00 : 0x80);
                if (apdu.length > 5 && i % 3 == 0) apdu[4] = (byte) (apdu.length - 5);
                var response = sample.card().transmit(Bytes.wrap(apdu));
                assertThat(response.size()).isGreaterThanOrEqualTo(2);
                assertThat(response.last(2).hex())
                        .as(() -> Bytes.wrap(apdu).hex() + " " + sample.card().lastFailure())
                        .isNotEqualTo("6F00");
            }
        }
    }
}
