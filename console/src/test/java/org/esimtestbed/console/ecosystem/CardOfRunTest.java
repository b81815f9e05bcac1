package org.esimtestbed.console.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardOfRunTest {
    /// Notes whether its state was still its own when it was switched off.
    private record LastCard(Path lock, AtomicBoolean wasLocked) implements CardChannel {
        @Override
        public Bytes transmit(Bytes command) {
            throw new CardGone("nothing to say");
        }

        @Override
        public Bytes reset() {
            throw new CardGone("nothing to say");
        }

        @Override
        public void close() {
            wasLocked.set(isHeld(lock));
        }
    }

    @Test
    void isSwitchedOffBeforeAnotherMayHaveItsState(@TempDir Path folder) throws Exception {
        var lock = folder.resolve("lock");
        var wasLocked = new AtomicBoolean();
        var held = HeldFile.hold(lock).orElseThrow();

        new CardOfRun(new LastCard(lock, wasLocked), held).close();

        assertThat(wasLocked).isTrue();
        assertThat(isHeld(lock)).isFalse();
    }

    private static boolean isHeld(Path lock) {
        try {
            var again = HeldFile.hold(lock);
            again.ifPresent(HeldFile::close);
            return again.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
