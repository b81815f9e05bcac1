package org.esimtestbed.lpa.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card whose exchanges are written to a [Recording], each before its answer is used.
public final class RecordedCard implements CardChannel {
    private static final int GET_RESPONSE = 0xC0;

    private final CardChannel card;
    private final Path file;
    private final Writer lines;
    private Bytes answered = Bytes.EMPTY;
    private Bytes before = Bytes.EMPTY;

    /// @param file is written anew
    /// @throws UncheckedIOException if it cannot be written
    public RecordedCard(CardChannel card, Path file) {
        this.card = card;
        this.file = file;
        try {
            this.lines = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording " + file + ": " + e, e);
        }
    }

    @Override
    public Bytes transmit(Bytes command) {
        var response = card.transmit(command);
        if (command.at(1) != GET_RESPONSE) {
            answered = command;
            before = Bytes.EMPTY;
        }
        write(new Recording.Exchange(
                ApduSecrets.maskCommand(command), ApduSecrets.maskResponse(answered, before, response)));
        before = before.plus(response.first(Math.max(0, response.size() - 2)));
        return response;
    }

    @Override
    public Bytes reset() {
        var atr = card.reset();
        write(new Recording.Reset(atr));
        return atr;
    }

    private void write(Recording.Entry entry) {
        try {
            lines.write(RspJson.mapper().writeValueAsString(Recording.Line.of(entry)) + "\n");
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording " + file + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try (card) {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording " + file + ": " + e, e);
        }
    }
}
