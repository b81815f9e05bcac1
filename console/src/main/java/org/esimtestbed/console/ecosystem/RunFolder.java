package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The folder of one running ecosystem, locked against a second one for as long as this is open; the lock goes with
/// the process, however it ends.
public final class RunFolder implements AutoCloseable {
    private final Path folder;
    private static final String LOCK = ".lock";

    private final HeldFile held;
    private final boolean foreign;

    private RunFolder(Path folder, HeldFile held, boolean foreign) {
        this.folder = folder;
        this.foreign = foreign;
        this.held = held;
    }

    /// Another ecosystem, or another of what has a folder to itself, runs in the folder.
    public static final class InUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InUse(String what, Path folder) {
            super(what + " runs in " + folder + " already: stop it, or choose another folder with --run");
        }
    }

    /// @throws InUse                if another process holds it
    /// @throws UncheckedIOException if it cannot be made or written
    public static RunFolder lock(Path folder) {
        return lock(folder, "an ecosystem");
    }

    /// As [#lock(Path)].
    ///
    /// @param what runs where the folder is taken: `an ecosystem`
    public static RunFolder lock(Path folder, String what) {
        try {
            Files.createDirectories(folder);
            boolean foreign = holdsSomethingElse(folder);
            var held = HeldFile.hold(folder.resolve(LOCK)).orElseThrow(() -> new InUse(what, folder));
            return new RunFolder(folder, held, foreign);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the run folder " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    // Every run leaves its lock; a folder that has content and no lock was never a run's.
    private static boolean holdsSomethingElse(Path folder) throws IOException {
        if (Files.exists(folder.resolve(LOCK))) return false;
        try (var content = Files.list(folder)) {
            return content.findAny().isPresent();
        }
    }

    public Path path() {
        return folder;
    }

    /// Removes what an earlier run has left in the folder, all but the lock.
    ///
    /// @throws IllegalArgumentException if the content is not an earlier run's; it stays as it is
    public void empty() {
        if (foreign) {
            try {
                Files.deleteIfExists(folder.resolve(LOCK)); // else the next run would take the folder for its own
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalArgumentException(
                    folder + " holds what is no earlier run and would be emptied: choose another folder with --run");
        }
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.getFileName().toString().equals(LOCK)) Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the run folder " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    @Override
    public void close() {
        Endpoints.delete(folder);
        held.close();
    }
}
