package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// What a device remembers, the folder `lpa` of a run folder, kept from a second LPA for as long as this is open: two
/// of them
/// would take the session on the card from one another. The lock goes with the process, however it ends.
public final class DeviceFolder implements AutoCloseable {
    private static final String NAME = "lpa";
    private static final String LOCK = ".lock";
    private static final long LOOK_AGAIN = 20_000_000;

    private final Path folder;
    private final FileChannel channel;

    private DeviceFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
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
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel, System.nanoTime() + patience.toNanos())) {
                channel.close();
                throw new InUse(run, Files.readString(file).strip());
            }
            channel.truncate(0);
            var who = "process " + ProcessHandle.current().pid() + ", " + what;
            channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)));
            return new DeviceFolder(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    private static boolean isOurs(FileChannel channel, long deadline) throws IOException {
        while (isTaken(channel)) {
            if (System.nanoTime() - deadline > 0) return false;
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return true;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return true;
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
