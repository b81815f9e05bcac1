package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpa.download.DownloadScene.ID;
import static org.esimtestbed.lpa.download.DownloadScene.changingTheirMind;
import static org.esimtestbed.lpa.download.DownloadScene.saying;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.explain.Finding;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device that is killed in the middle of a download, and what it makes of the rest when it lives again.
class ResumeTest {
    @TempDir
    static Path folder;

    private static TestPki pki;
    private DownloadScene scene;

    @BeforeAll
    static void makePki() {
        pki = DownloadScene.pki(folder);
    }

    @BeforeEach
    void start() {
        scene = new DownloadScene(pki);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /// The card until the device dies: after so many commands nothing more is heard.
    private static final class DyingDevice implements CardChannel {
        private final CardChannel card;
        private int left;

        DyingDevice(CardChannel card, int commands) {
            this.card = card;
            this.left = commands;
        }

        @Override
        public Bytes transmit(Bytes command) {
            if (left-- <= 0) throw new CardGone("killed", new IOException("no device any more"));
            return card.transmit(command);
        }

        @Override
        public Bytes reset() {
            return card.reset();
        }

        @Override
        public void close() {}
    }

    private int commandsOfAWholeDownload() {
        scene.download(EndUser.agreeing());
        int commands = scene.card.card.commands.size();
        scene.card.card.commands.clear();
        scene.card.card.segments.clear();
        return commands;
    }

    private void dies(int afterCommands) {
        assertThatThrownBy(() -> scene.with(
                        new DyingDevice(scene.card.card, afterCommands), EndUser.agreeing(), it -> it.run(scene.way())))
                .isInstanceOf(CardGone.class);
    }

    private Optional<ProfileInstallationResult> resumes() {
        return scene.with(scene.card.card, saying(EndUser.Answer.YES), ProfileDownload::resume);
    }

    @Test
    void hasNothingToResumeAfterAWholeDownload() {
        commandsOfAWholeDownload();

        assertThat(resumes()).isEmpty();
    }

    @Test
    void getsToAResultWhereverItWasKilled() {
        int commands = commandsOfAWholeDownload();
        int begin = 3; // TERMINAL CAPABILITY, MANAGE CHANNEL, SELECT come before the download
        int end = commands - 1; // closing the channel comes after it
        int segments = SamplePackage.bound(ID, 2).segments().size();
        for (int dead = begin; dead < end; dead++) {
            dies(dead);
            assertThat(scene.kept.find()).as("killed after %d commands", dead).isPresent();
            if (scene.card.card.segments.size() % segments != 0) scene.card.card.segments.clear();

            assertThat(resumes()).as("killed after %d commands", dead).contains(scene.result);

            assertThat(scene.kept.find()).isEmpty();
            assertThat(scene.card.cancelled()).isEmpty();
            scene.card.card.segments.clear();
        }
    }

    /// Killed when the package was there and the card had got nothing of it.
    private void diesBeforeLoading() {
        scene.card.card.loads(_ -> {
            throw new CardGone("killed", new IOException());
        });
        assertThatThrownBy(() -> scene.download(EndUser.agreeing())).isInstanceOf(CardGone.class);
        assertThat(scene.kept.find().orElseThrow()).isInstanceOf(KeptDownload.Bound.class);
        scene.server.requests.clear();
        scene.card.card.segments.clear();
    }

    private void loadsAgain() {
        scene.card.answersLast(
                scene.result, SamplePackage.bound(ID, 2).segments().size());
    }

    @Test
    void loadsThePackageItHasWithoutTheServer() {
        diesBeforeLoading();
        loadsAgain();

        assertThat(resumes()).contains(scene.result);

        assertThat(scene.server.asked()).isEmpty();
        assertThat(scene.card.card.segments)
                .isEqualTo(SamplePackage.bound(ID, 2).segments());
    }

    @Test
    void fetchesTheResultTheCardHasGivenMeanwhile() {
        diesBeforeLoading();
        scene.card.results.add(scene.result);

        assertThat(resumes().map(it -> it.tlv().raw()))
                .contains(scene.result.tlv().raw());

        assertThat(scene.card.card.segments).isEmpty();
        assertThat(scene.kept.find()).isEmpty();
    }

    @Test
    void beginsAnewWhatTheLossOfPowerHasSpoilt() {
        diesBeforeLoading();
        loadsAgain();
        scene.card.results.add(SamplePackage.failed(ID, ErrorReason.INTERRUPTION));

        assertThat(resumes()).contains(scene.result);

        assertThat(scene.server.asked())
                .containsExactly("initiateAuthentication", "authenticateClient", "getBoundProfilePackage");
    }

    @Test
    void beginsAnewWhatTheCardDoesNotTakeAnyMore() {
        diesBeforeLoading();
        int segments = SamplePackage.bound(ID, 2).segments().size();
        scene.card.card.loads(_ -> scene.card.card.segments.size() == 1
                ? Bytes.hex("6985")
                : scene.card.card.segments.size() <= segments
                        ? Bytes.hex("9000")
                        : scene.result.tlv().raw().plus(Bytes.hex("9000")));

        assertThat(resumes()).contains(scene.result);

        assertThat(scene.card.cancelled())
                .containsExactly(new CancelSession(ID, CancelSessionReason.LOAD_BPP_EXECUTION_ERROR));
        assertThat(scene.server.asked())
                .containsExactly(
                        "cancelSession", "initiateAuthentication", "authenticateClient", "getBoundProfilePackage");
        assertThat(scene.kept.find()).isEmpty();
    }

    @Test
    void endsWithTheReasonOfThePersonWhoDoesNotWantThePackageAnyMore() {
        diesBeforeLoading();

        assertThatThrownBy(() -> scene.with(
                        scene.card.card,
                        changingTheirMind(CancelSessionReason.END_USER_REJECTION),
                        ProfileDownload::resume))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining("changed");

        scene.hasCancelled(CancelSessionReason.END_USER_REJECTION);
        assertThat(scene.card.card.segments).isEmpty();
        assertThat(scene.kept.find()).isEmpty();
    }

    @Test
    void doesNotGiveThePackageToAnotherCard() {
        diesBeforeLoading();
        var other = Eid.withCheckDigits(TestPki.EID_PREFIX + "0".repeat(21) + "1");
        var another = new CheckingCard(
                pki, org.esimtestbed.lpa.TestPkiOnDisk.trust(pki, java.time.InstantSource.system()), other);

        assertThatThrownBy(() -> scene.with(another.card, EndUser.agreeing(), ProfileDownload::resume))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(other.digits())
                .hasMessageContaining(DownloadScene.EID.digits());

        assertThat(another.card.segments).isEmpty();
        assertThat(scene.kept.find()).isPresent();
    }

    @Test
    void givesUpWithTheReasonAsked() {
        diesBeforeLoading();

        boolean was = scene.with(
                scene.card.card, EndUser.agreeing(), it -> it.giveUp(CancelSessionReason.POSTPONED, _ -> {}));

        assertThat(was).isTrue();
        assertThat(scene.card.cancelled()).containsExactly(new CancelSession(ID, CancelSessionReason.POSTPONED));
        assertThat(scene.server.asked()).containsExactly("cancelSession");
        assertThat(resumes()).isEmpty();
        assertThat(scene.<Boolean>with(
                        scene.card.card, EndUser.agreeing(), it -> it.giveUp(CancelSessionReason.POSTPONED, _ -> {})))
                .isFalse();
    }

    @Test
    void tellsWhyTheSessionThatItGivesUpWasNotCancelled() {
        diesBeforeLoading();
        scene.server.on("cancelSession", FakeServer.Answer.of(503, ""));
        var trouble = new ArrayList<RuntimeException>();

        boolean was = scene.with(
                scene.card.card, EndUser.agreeing(), it -> it.giveUp(CancelSessionReason.POSTPONED, trouble::add));

        assertThat(was).isTrue();
        assertThat(scene.kept.find()).isEmpty();
        assertThat(trouble)
                .singleElement()
                .satisfies(it -> assertThat(StepFailure.of(it).orElseThrow().transport())
                        .extracting(Finding::code)
                        .containsExactly("http 503"));
    }

    @Test
    void namesTheMemoryThatHoldsSomethingElse() {
        scene.memory.write("download-bound.json", Bytes.utf8("{"));

        assertThatThrownBy(this::resumes)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("download-bound.json");
    }
}
