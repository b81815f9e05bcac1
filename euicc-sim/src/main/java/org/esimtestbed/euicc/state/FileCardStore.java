package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A card's state in one file: a data object with format version, EID and checksum before the state itself. Written
/// beside
/// and moved into place, so that a reader finds the old state or the new one.
public final class FileCardStore implements CardStore {
    private static final int FILE = 0xE5;
    private static final int VERSION = 0x80;
    private static final int EID = 0x5A;
    private static final int CHECKSUM = 0x81;
    private static final int CURRENT_VERSION = 1;

    private final Path file;
    private final Eid eid;
    private final CardStateCodec codec;

    /// @param eid of the card whose state this is
    public FileCardStore(Path file, Eid eid, Crypto crypto) {
        this.file = file;
        this.eid = eid;
        this.codec = new CardStateCodec(crypto);
    }

    @Override
    public Optional<CardState> load() throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        var octets = Bytes.wrap(Files.readAllBytes(file));
        try {
            return Optional.of(read(Tlv.parse(octets).expect(FILE)));
        } catch (MalformedTlv | IllegalArgumentException e) {
            throw new IOException(file + " holds no card state: " + e.getMessage(), e);
        }
    }

    private CardState read(Tlv whole) throws IOException {
        int version = whole.child(VERSION).asInt();
        if (version != CURRENT_VERSION) {
            throw new IOException(file + " has format version " + version + ", this program reads " + CURRENT_VERSION);
        }
        var owner = whole.child(EID).value();
        if (!owner.equals(eid.bytes())) {
            throw new IOException(file + " belongs to the card with EID " + owner + ", not to " + eid);
        }
        var state = whole.child(CardStateCodec.STATE);
        if (!Sha256.of(state.raw()).equals(whole.child(CHECKSUM).value())) {
            throw new IOException(file + " is corrupt: the checksum does not match");
        }
        return codec.decode(state);
    }

    @Override
    public void save(CardState state) throws IOException {
        var encoded = codec.encode(state);
        var whole = Tlv.of(
                        FILE,
                        Tlv.number(VERSION, CURRENT_VERSION),
                        Tlv.of(EID, eid.bytes()),
                        Tlv.of(CHECKSUM, Sha256.of(encoded.raw())),
                        encoded)
                .raw();
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                for (ByteBuffer rest = whole.asBuffer(); rest.hasRemaining(); ) channel.write(rest);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }
}
