package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// A file. It is replaced by writing another beside it and moving that into its place.
record FileMedium(Path file) implements Medium {
    @Override
    public Optional<Bytes> read() throws IOException {
        return Files.exists(file) ? Optional.of(Bytes.wrap(Files.readAllBytes(file))) : Optional.empty();
    }

    @Override
    public void append(Bytes octets) throws IOException {
        write(file, octets, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    @Override
    public void replace(Bytes octets) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            write(
                    beside,
                    octets,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    private static void write(Path path, Bytes octets, OpenOption... options) throws IOException {
        try (var channel = FileChannel.open(path, options)) {
            for (var rest = octets.asBuffer(); rest.hasRemaining(); ) channel.write(rest);
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
