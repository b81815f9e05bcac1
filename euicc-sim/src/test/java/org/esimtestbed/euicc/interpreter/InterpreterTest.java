package org.esimtestbed.euicc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.esimtestbed.euicc.InstalledCard;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final ProfilePackage PROFILE = ProfileType.generic();
    private static final Bytes PACKAGE = PROFILE.encode();

    private static Interpreter interpreter() {
        return InstalledCard.interpreter(PROFILE, 100_000);
    }

    @Test
    void elementsMayBeCutAnywhere() throws InstallationFailed {
        var whole = interpreter();
        whole.accept(PACKAGE);
        var pieces = interpreter();
        for (int i = 0; i < PACKAGE.size(); i++) pieces.accept(PACKAGE.slice(i, i + 1));
        assertThat(pieces.finish().mf()).isEqualTo(whole.finish().mf());
        assertThat(pieces.finish().pins()).isEqualTo(whole.finish().pins());
        assertThat(pieces.finish().contents().all())
                .isEqualTo(whole.finish().contents().all());
    }

    @Test
    void aSpoiltPackageIsInstalledOrRefusedAndNothingElse() {
        var random = new Random(22);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            var spoilt = PACKAGE.toArray();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            }
            var interpreter = interpreter();
            try {
                interpreter.accept(Bytes.wrap(spoilt));
                interpreter.finish();
            } catch (InstallationFailed e) {
                refused++;
                assertThat(e.reason())
                        .isIn(
                                ErrorReason.PE_PROCESSING_ERROR,
                                ErrorReason.DATA_MISMATCH,
                                ErrorReason.INSUFFICIENT_MEMORY);
                // EF.ICCID is compared when every element has been carried out and is ok
                if (e.reason() == ErrorReason.DATA_MISMATCH) continue;
                var response = Tlv.parse(e.simaResponse().orElseThrow()).expect(0x30);
                assertThat(response.child(0xA0).children().getLast().child(0x80).asInt())
                        .isPositive();
                assertThat(response.find(0x81)).isPresent();
            }
        }
        assertThat(refused).isBetween(100, 2999);
    }

    @Test
    void anElementThatIsNotKnownIsSkippedUnlessItsHeaderMandatesIt() throws InstallationFailed {
        var elements = PROFILE.elements();
        var before = Bytes.concat(elements.subList(0, elements.size() - 1).stream()
                .map(it -> it.raw())
                .toArray(Bytes[]::new));
        var end = elements.getLast().raw();
        var optional = Tlv.of(0xBF55, Tlv.of(0xA0, Tlv.number(0x81, 77)));
        var skipping = interpreter();
        skipping.accept(Bytes.concat(before, optional.raw(), end));
        assertThat(skipping.finish().adfs()).isNotEmpty();
        assertThat(skipping.simaResponse().hex()).contains("800101"); // pe-not-supported, and no abortion
        assertThat(Tlv.parse(skipping.simaResponse()).find(0x81)).isEmpty();
        var mandated = Tlv.of(0xBF55, Tlv.of(0xA0, Tlv.of(0x80, Bytes.EMPTY), Tlv.number(0x81, 77)));
        assertThatThrownBy(() -> interpreter().accept(Bytes.concat(before, mandated.raw(), end)))
                .isInstanceOf(InstallationFailed.class)
                .hasMessageContaining("PE_NOT_SUPPORTED");
    }
}
