package org.esimtestbed.lpa.card;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;

/// What passed between a device and its card, in JSON lines: `{"command":"…","response":"…"}` for each exchange,
/// `{"atr":"…"}` for a reset; hexadecimal. PINs and the session keys in an answer to AUTHENTICATE are octets 2A.
public record Recording(List<Entry> entries) {
    /// One line.
    public sealed interface Entry {}

    /// @param response with status word
    public record Exchange(Bytes command, Bytes response) implements Entry {}

    public record Reset(Bytes atr) implements Entry {}

    /// A line as it is written; either `atr` or the other two.
    record Line(Optional<String> command, Optional<String> response, Optional<String> atr) {
        static Line of(Entry entry) {
            return switch (entry) {
                case Exchange(var command, var response) ->
                    new Line(Optional.of(command.hex()), Optional.of(response.hex()), Optional.empty());
                case Reset(var atr) -> new Line(Optional.empty(), Optional.empty(), Optional.of(atr.hex()));
            };
        }

        Entry entry() {
            if (atr.isPresent() && command.isEmpty() && response.isEmpty()) return new Reset(Bytes.hex(atr.get()));
            if (command.isEmpty() || response.isEmpty() || atr.isPresent()) {
                throw new IllegalArgumentException("neither an exchange nor a reset");
            }
            var exchange = new Exchange(Bytes.hex(command.get()), Bytes.hex(response.get()));
            if (exchange.command.size() < 4) throw new IllegalArgumentException("no command APDU");
            if (exchange.response.size() < 2) throw new IllegalArgumentException("no response APDU");
            return exchange;
        }
    }

    public Recording {
        entries = List.copyOf(entries);
    }

    /// @throws IllegalArgumentException with file and line, if it is no recording
    /// @throws UncheckedIOException     if the file cannot be read
    public static Recording read(Path file) {
        var entries = new ArrayList<Entry>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    entries.add(Optional.ofNullable(RspJson.mapper().readValue(line, Line.class))
                            .orElseThrow(() -> new IllegalArgumentException("neither an exchange nor a reset"))
                            .entry());
                } catch (JacksonException | IllegalArgumentException wrong) {
                    throw new IllegalArgumentException(
                            file + ", line " + (entries.size() + 1) + " is no part of a recording: "
                                    + String.valueOf(wrong.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                            wrong);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recording " + file + ": " + e, e);
        }
        return new Recording(entries);
    }
}
