package org.esimtestbed.lpa.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// A folder with one file a piece. A file is written beside, forced to the disk and moved into place.
public final class MemoryFolder implements DeviceMemory {
    private final Path folder;

    /// @param folder is made when the first piece is written
    public MemoryFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Bytes> read(String name) {
        try {
            return Optional.of(Bytes.wrap(Files.readAllBytes(folder.resolve(name))));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(String name, Bytes content) {
        try {
            Files.createDirectories(folder);
            var draft = folder.resolve(name + ".draft");
            try (var file = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                writeAll(file, content.asBuffer());
                file.force(true);
            }
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    private static void writeAll(FileChannel file, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) file.write(content);
    }

    // The name of a file is on the disk when its folder is.
    private void forceFolder() throws IOException {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void forget(String name) {
        try {
            if (Files.deleteIfExists(folder.resolve(name))) forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }
}
