package org.esimtestbed.lpa.card;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Under which AIDs the LPA looks for the ISD-R. SGP.22 §2.4.3 has one; some removable cards have another.
///
/// @param candidates in the order they are tried, at least one
public record IsdrAids(List<Candidate> candidates) {
    private static final String FILE = "isdr-aids.txt";

    /// @param owner whose cards have it
    public record Candidate(Aid aid, String owner) {}

    public IsdrAids {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) throw new IllegalArgumentException("there is no AID to look for the ISD-R under");
    }

    /// That of SGP.22 first, then those of cards in the field.
    public static IsdrAids wellKnown() {
        return WellKnown.AIDS;
    }

    /// This one and no other.
    public static IsdrAids only(Aid aid) {
        return new IsdrAids(List.of(new Candidate(aid, "as asked for")));
    }

    /// Selects the first that the card has, on an open channel.
    ///
    /// @return the FCI, tag 6F
    /// @throws StatusWordRefused naming every AID and what the card answers to it, if it has none of them
    Tlv select(Terminal terminal, int channel) {
        var tried = new StringJoiner(", ");
        int refusal = 0;
        for (var candidate : candidates) {
            var aid = candidate.aid().bytes();
            var answer = terminal.send(Bytes.concat(
                    Bytes.of(Isdr.classByte(0x00, channel), 0xA4, 0x04, 0x00, aid.size()), aid, Bytes.of(0x00)));
            if (answer.isOk()) return Tlv.parse(answer.data()).expect(0x6F);
            if (refusal == 0) refusal = answer.statusWord(); // what it says to the AID of SGP.22 says most
            tried.add("%04X to %s (%s)".formatted(answer.statusWord(), candidate.aid(), candidate.owner()));
        }
        throw new StatusWordRefused("the card shows no ISD-R: it answers " + tried, refusal);
    }

    private static final class WellKnown {
        static final IsdrAids AIDS = read();

        private static IsdrAids read() {
            var file = Objects.requireNonNull(IsdrAids.class.getResourceAsStream(FILE), FILE);
            try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                return new IsdrAids(lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(WellKnown::candidate)
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Candidate candidate(String line) {
            int blank = line.indexOf(' ');
            return new Candidate(Aid.of(line.substring(0, blank)), line.substring(blank + 1));
        }
    }
}
