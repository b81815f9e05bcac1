package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.FileCardStore;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;

/// The state files of the cards of one run folder. A card that is served is locked, and the lock goes with the process
/// that serves it, however that ends.
public final class CardFolder {
    private static final String STATE = ".card";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Crypto crypto;

    /// @param run the run folder
    public CardFolder(Path run, Crypto crypto) {
        this.folder = run.resolve("cards");
        this.crypto = crypto;
    }

    /// Another process serves the card.
    public static final class InUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InUse(Eid eid) {
            super("the card " + eid + " is served by another process: stop that one first");
        }
    }

    public Path file(Eid eid) {
        return folder.resolve(eid + STATE);
    }

    public FileCardStore store(Eid eid) {
        return new FileCardStore(file(eid), eid, crypto);
    }

    /// The cards that have stored something or are served, by EID.
    public List<Eid> eids() {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.map(it -> String.valueOf(it.getFileName()).replaceFirst("\\.(card|lock)$", ""))
                    .filter(it -> it.matches("[0-9]{32}"))
                    .distinct()
                    .sorted()
                    .map(Eid::new)
                    .filter(eid -> Files.exists(file(eid)) || isServed(eid))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    /// What a card holds; empty if it has stored nothing.
    ///
    /// @throws UncheckedIOException with the reason, if its file holds no state of this card
    public Optional<CardState> state(Eid eid) {
        try {
            return store(eid).load();
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    public boolean isServed(Eid eid) {
        try (var _ = lock(eid)) {
            return false;
        } catch (InUse e) {
            return true;
        }
    }

    /// Keeps the card from everybody else until it is closed.
    ///
    /// @throws InUse if another process has it, or something else in this one
    public HeldFile lock(Eid eid) {
        try {
            Files.createDirectories(folder);
            return HeldFile.hold(folder.resolve(eid + LOCK)).orElseThrow(() -> new InUse(eid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder + ": " + FileTrouble.reason(e), e);
        }
    }

    /// Makes the card as it was delivered. @return whether it had stored anything
    public boolean forget(Eid eid) {
        try (var _ = lock(eid)) {
            return Files.deleteIfExists(file(eid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(eid) + ": " + FileTrouble.reason(e), e);
        }
    }
}
