package org.esimtestbed.euicc.uicc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.esimtestbed.euicc.Elements;
import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.SampleCard;
import org.esimtestbed.euicc.SampleProfile;
import org.esimtestbed.euicc.applet.example.ExampleApplets;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands as no Device sends them: there is a status word for each, and never a breakdown.
class HostileApdusTest {
    private static final int COMMANDS = 60_000;
    private static final int[] INSTRUCTIONS = {
        0x04, 0x10, 0x12, 0x14, 0x20, 0x24, 0x26, 0x28, 0x2C, 0x32, 0x44, 0x70, 0x78, 0x84, 0x88, 0xA2, 0xA4, 0xA4,
        0xA4, 0xAA, 0xB0, 0xB2, 0xC0, 0xC2, 0xC2, 0xCB, 0xD6, 0xDB, 0xDC, 0xF2
    };
    private static final int[] CLASSES = {0x00, 0x80, 0x00, 0x80, 0x01, 0x81, 0x40, 0xC0};
    private static final int[] FIDS = {
        0x3F00, 0x7FFF, 0x7F10, 0x5FC0, 0x5FD0, 0x2FE2, 0x2F06, 0x6F07, 0x6F38, 0x6F39, 0x6FF2, 0x4F99, 0x4F01, 0x6F3A
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyCommandHasAStatusWord(long seed) {
        run(SampleCard.withProfile(), new Random(seed), SampleProfile.USIM);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void alsoWithTheFilesAndAppletsOfAPackage(long seed) {
        var profile = Elements.with(
                InstalledCard.published("TS48-V7.0-SAIP2.3-BERTLV-SUCI.der"),
                Elements.application(
                        ExampleApplets.PACKAGE, ExampleApplets.MENU, Aid.of("F0454D544201AA02"), "414243"));
        run(InstalledCard.of(profile), new Random(seed), Aid.of("A0000000871002"));
    }

    private static void run(SampleCard sample, Random random, Aid usim) {
        var terminal = sample.terminal();
        for (int i = 0; i < COMMANDS; i++) {
            if (random.nextInt(200) == 0) {
                terminal.send("00A4040C" + "%02X".formatted(usim.bytes().size()) + usim);
                terminal.send("0020000108" + SampleProfile.PIN1);
            }
            if (random.nextInt(2000) == 0) sample.card().reset();
            var command = command(random);
            var response = sample.card().transmit(command);
            assertThat(sample.card().lastFailure())
                    .as("command %s answered %s", command, response)
                    .isEmpty();
            assertThat(response.size()).isGreaterThanOrEqualTo(2);
        }
    }

    private static Bytes command(Random random) {
        if (random.nextInt(50) == 0) return octets(random, random.nextInt(12));
        int ins = INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)];
        var header = Bytes.of(
                CLASSES[random.nextInt(CLASSES.length)],
                ins,
                ins == 0xA4 ? random.nextInt(10) : small(random),
                ins == 0xA4 ? 4 + random.nextInt(3) * 4 : small(random));
        var data = data(random, ins);
        var le = random.nextInt(3) == 0 ? Bytes.EMPTY : Bytes.of(random.nextInt(4) == 0 ? random.nextInt(256) : 0);
        return data.isEmpty() ? header.plus(le) : Bytes.concat(header, Bytes.of(data.size()), data, le);
    }

    private static int small(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(8);
            case 2 -> 0x80 | random.nextInt(32);
            default -> random.nextInt(256);
        };
    }

    private static Bytes data(Random random, int ins) {
        return switch (random.nextInt(ins == 0xA4 ? 2 : 5)) {
            case 0 -> {
                int fid = FIDS[random.nextInt(FIDS.length)];
                yield Bytes.of(fid >> 8, fid);
            }
            case 1 -> octets(random, random.nextInt(20));
            case 2 -> Bytes.concat(Bytes.of(16), octets(random, 16), Bytes.of(16), octets(random, 16));
            case 3 -> {
                int[] tags = {0xD3, 0xD6, 0xD7, 0xA9, 0x81, 0x83, 0x5C};
                var inner = Tlv.of(0x80 | random.nextInt(32), octets(random, random.nextInt(4)));
                yield Tlv.of(tags[random.nextInt(tags.length)], inner.raw().plus(octets(random, random.nextInt(3))))
                        .raw();
            }
            default -> Bytes.hex("8103012181" + "82028281" + "8301" + "%02X".formatted(random.nextInt(64)));
        };
    }

    private static Bytes octets(Random random, int size) {
        var octets = new byte[size];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }
}
