package org.esimtestbed.console.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardOfRunTest {
    /// Notes whether its state was still its own when it was switched off.
    private record LastCard(FileChannel lock, AtomicBoolean wasLocked) implements CardChannel {
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
            wasLocked.set(lock.isOpen());
        }
    }

    @Test
    void isSwitchedOffBeforeAnotherMayHaveItsState(@TempDir Path folder) throws Exception {
        var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var wasLocked = new AtomicBoolean();

        new CardOfRun(new LastCard(lock, wasLocked), lock).close();

        assertThat(wasLocked).isTrue();
        assertThat(lock.isOpen()).isFalse();
    }
}
