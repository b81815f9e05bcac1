package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A file that one holder has, of all processes and all in this one. The operating system lets it go with the process,
/// however that ends.
public final class HeldFile implements AutoCloseable {
    // With what was said. Who closes any descriptor of a file gives up the process's lock on it (fcntl), so one that is
    // held here is not opened a second time, not even to be read.
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path place;
    private final FileChannel channel;

    private HeldFile(Path place, FileChannel channel) {
        this.place = place;
        this.channel = channel;
    }

    /// @param file in a folder that is there; made if it is not
    /// @return empty if somebody has it, here or in another process
    /// @throws IOException if it cannot be made
    static Optional<HeldFile> hold(Path file) throws IOException {
        var place = place(file);
        if (HELD_HERE.putIfAbsent(place, "") != null) return Optional.empty();
        Optional<HeldFile> held = Optional.empty();
        try {
            held = locked(place);
            return held;
        } finally {
            if (held.isEmpty()) HELD_HERE.remove(place);
        }
    }

    // The same for all ways to write it.
    private static Path place(Path file) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        return folder.toRealPath().resolve(Objects.requireNonNull(file.getFileName()));
    }

    private static Optional<HeldFile> locked(Path place) throws IOException {
        var channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = channel.tryLock() != null;
            return ours ? Optional.of(new HeldFile(place, channel)) : Optional.empty();
        } finally {
            if (!ours) channel.close();
        }
    }

    /// What the holder of a file has said, here or in another process; the last one where it is nobody's now.
    ///
    /// @throws IOException if it cannot be read
    static String said(Path file) throws IOException {
        var place = place(file);
        var here = HELD_HERE.putIfAbsent(place, ""); // nobody here shall get it while it is open
        if (here != null) return here;
        try {
            return Files.readString(place);
        } finally {
            HELD_HERE.remove(place);
        }
    }

    /// Writes what others are to read, in the place of what was there.
    void say(String text) throws IOException {
        HELD_HERE.put(place, text);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Whoever comes next may have it.
    @Override
    public void close() {
        if (!channel.isOpen()) return; // it may be somebody else's by now
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(place);
        }
    }
}
