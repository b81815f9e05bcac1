package org.esimtestbed.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in: if one of them closed, the fuzz tests would go on and find nothing.
class SeedsTest {
    @Test
    void genuineSegmentsAreInstalledOnEveryWay() {
        for (int flags = 0; flags < 8; flags++) {
            var profiles = BoundPackageFuzzTest.run(new Input(new byte[] {(byte) flags}))
                    .state()
                    .profiles();
            assertThat(profiles).as("flags " + flags).anyMatch(it -> it.iccid().equals(States.THIRD));
        }
    }

    @Test
    void anEditBreaksAGenuineSegment() {
        var flipped = Bytes.of(0, 0, 3, 0, 30, 1, 0xFF).toArray();
        assertThat(BoundPackageFuzzTest.run(new Input(flipped)).state().profiles())
                .noneMatch(it -> it.iccid().equals(States.THIRD));
    }

    @Test
    void genuineMessagesOfASessionAreAccepted() {
        assertThat(answer(1, 1)).as("AuthenticateServer").startsWith("BF388205").contains("5F37");
        assertThat(answer(0, 2))
                .as("AuthenticateServer, signed after edits")
                .startsWith("BF388205")
                .contains("5F37");
        assertThat(answer(2, 4)).as("PrepareDownload").startsWith("BF2181").contains("5F49");
        assertThat(answer(2, 5))
                .as("PrepareDownload, signed after edits")
                .startsWith("BF2181")
                .contains("5F49");
        assertThat(answer(2, 6)).as("CancelSession").startsWith("BF41").contains("5F37");
        assertThat(answer(3, 6))
                .as("CancelSession after a reset")
                .startsWith("BF41")
                .contains("5F37");
    }

    private static String answer(int... octets) {
        return Es10TlvFuzzTest.run(new Input(Bytes.of(octets).toArray())).hex();
    }

    @Test
    void ourOwnPackagesAreAccepted() {
        assertThat(ProfilePackageFuzzTest.run(States.GENERIC_PACKAGE)).isTrue();
        assertThat(ProfilePackageFuzzTest.run(States.SMALL_PACKAGE)).isTrue();
    }

    @Test
    void aTerminalGetsWhatItAsksFor() {
        var answers = ApduStreamFuzzTest.run(
                new Input(Seeds.apduStreams().get("look-at-files").toArray()));
        assertThat(answers)
                .allSatisfy(it -> assertThat(it.hex()).matches(".*(9000|91..|61..|62..)|6A82|6A83|6981|6982|6986"));
        assertThat(answers.get(3).hex()).as("EF.ICCID").isEqualTo(States.FIRST.ef() + "9000");
    }

    @Test
    void theSeedsCanBeWrittenAgain(@TempDir Path folder) throws IOException {
        Seeds.main(new String[] {folder.toString()});
        assertThat(folder.resolve("org/esimtestbed/fuzz/ProfilePackageFuzzTestInputs/elements/generic"))
                .hasBinaryContent(States.GENERIC_PACKAGE.toArray());
    }
}
