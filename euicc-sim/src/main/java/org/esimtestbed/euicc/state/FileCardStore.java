package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// A card's state in one file, with a journal: each command that changes something adds what it changed.
public final class FileCardStore implements CardStore {
    private final Medium medium;
    private final Journal journal;
    private final CardStateCodec codec;

    /// @param eid of the card whose state this is
    public FileCardStore(Path file, Eid eid, Crypto crypto) {
        this(new FileMedium(file), eid, crypto);
    }

    FileCardStore(Medium medium, Eid eid, Crypto crypto) {
        this.medium = medium;
        this.journal = new Journal(medium, eid);
        this.codec = new CardStateCodec(crypto);
    }

    @Override
    public Optional<CardState> load() throws IOException {
        var parts = journal.read();
        if (parts.isEmpty()) return Optional.empty();
        try {
            return Optional.of(codec.state(parts.get()));
        } catch (MalformedTlv | IllegalArgumentException e) {
            throw new IOException(medium + " holds no card state: " + e.getMessage(), e);
        }
    }

    @Override
    public void save(CardState state) throws IOException {
        journal.write(codec.parts(state));
    }
}
