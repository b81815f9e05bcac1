package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What a device remembers, the folder `lpa` of a run folder, kept from a second LPA for as long as this is open:
/// two of them would take the session on the card from one another. The lock goes with the process, however it ends.
public final class DeviceFolder implements AutoCloseable {
    private static final String NAME = "lpa";
    private static final String LOCK = ".lock";
    private static final long LOOK_AGAIN = 20_000_000;

    private final Path folder;
    private final HeldFile held;

    private DeviceFolder(Path folder, HeldFile held) {
        this.folder = folder;
        this.held = held;
    }

    /// Another LPA is at work.
    public static final class InUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InUse(Path run, String who) {
            super("another LPA is at work in " + run + ": " + who + "; wait until it has ended, or stop it");
        }
    }

    /// @param what     who this is, for one who comes later: `testbed lpa download`
    /// @param patience with another LPA
    /// @throws InUse                if another LPA has it, and longer than that
    /// @throws UncheckedIOException if it cannot be made or written
    public static DeviceFolder lock(Path run, String what, Duration patience) {
        var folder = run.resolve(NAME);
        var file = folder.resolve(LOCK);
        try {
            Files.createDirectories(folder);
            var held = awaited(file, System.nanoTime() + patience.toNanos());
            if (held.isEmpty()) throw new InUse(run, HeldFile.said(file));
            return named(
                    folder, held.get(), "process " + ProcessHandle.current().pid() + ", " + what);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    private static Optional<HeldFile> awaited(Path file, long deadline) throws IOException {
        while (true) {
            var held = HeldFile.hold(file);
            if (held.isPresent() || System.nanoTime() - deadline > 0) return held;
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private static DeviceFolder named(Path folder, HeldFile held, String who) throws IOException {
        try {
            held.say(who);
            return new DeviceFolder(folder, held);
        } catch (IOException e) {
            held.close();
            throw e;
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        held.close();
    }
}
