package org.esimtestbed.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The `simaResponse` of a ProfileInstallationResult: what the profile interpreter says of the Profile Elements, an
/// EUICCResponse of the TCA eUICC Profile Package specification, or several in a row.
///
/// @param peStatus                    one entry for each Profile Element that is worth a word
/// @param profileInstallationAborted  whether the eUICC stopped there
public record SimaResponse(
        List<PeStatus> peStatus, boolean profileInstallationAborted, Optional<String> statusMessage) {
    public SimaResponse {
        peStatus = List.copyOf(peStatus);
    }

    /// @param status                number of the specification; 6xxx and 9xxx are status words
    /// @param identification        which Profile Element, by the number in its header
    /// @param additionalInformation depends on the status
    /// @param offset                octets into the Profile Element
    public record PeStatus(
            int status, OptionalInt identification, OptionalInt additionalInformation, OptionalInt offset) {
        private static final Map<Integer, String> NAMES = Map.ofEntries(
                Map.entry(0, "ok"),
                Map.entry(1, "pe-not-supported"),
                Map.entry(2, "memory-failure"),
                Map.entry(3, "bad-values"),
                Map.entry(4, "not-enough-memory"),
                Map.entry(5, "invalid-request-format"),
                Map.entry(6, "invalid-parameter"),
                Map.entry(7, "runtime-not-supported"),
                Map.entry(8, "lib-not-supported"),
                Map.entry(9, "template-not-supported"),
                Map.entry(10, "feature-not-supported"),
                Map.entry(11, "pin-code-missing"),
                Map.entry(31, "unsupported-profile-version"));

        /// `bad-values(3)`; a status word as in ETSI TS 102 221.
        public String name() {
            var name = NAMES.get(status);
            if (name != null) return name + "(" + status + ")";
            boolean word = status >= 0x6000 && status <= 0x6FFF || status >= 0x9000 && status <= 0x9FFF;
            if (word) return new StatusWord(status).toString();
            return (status >= 0xA000 && status <= 0xFFFF ? "proprietary(" : "unknown(") + status + ")";
        }

        @Override
        public String toString() {
            var text = new StringBuilder(name());
            identification.ifPresent(number -> text.append(", Profile Element ").append(number));
            additionalInformation.ifPresent(
                    number -> text.append(", additional information ").append(number));
            offset.ifPresent(octets -> text.append(", at offset ").append(octets));
            return text.toString();
        }
    }

    /// Reads the octets inside `simaResponse`.
    ///
    /// @throws MalformedTlv if they are no EUICCResponse
    public static SimaResponse of(Bytes octets) {
        var statuses = new ArrayList<PeStatus>();
        boolean aborted = false;
        Optional<String> message = Optional.empty();
        for (var response : Tlv.parseAll(octets)) {
            for (var member : response.expect(0x30).children()) {
                switch (member.tag()) {
                    case 0xA0 -> member.children().forEach(status -> statuses.add(peStatus(status)));
                    case 0x81 -> aborted = true;
                    case 0x82 -> message = Optional.of(member.asText());
                    default -> {} // an extension of a later version
                }
            }
        }
        return new SimaResponse(statuses, aborted, message);
    }

    private static PeStatus peStatus(Tlv sequence) {
        return new PeStatus(
                sequence.expect(0x30).child(0x80).asInt(),
                number(sequence, 0x81),
                number(sequence, 0x82),
                number(sequence, 0x83));
    }

    private static OptionalInt number(Tlv sequence, int tag) {
        return sequence.find(tag).map(found -> OptionalInt.of(found.asInt())).orElse(OptionalInt.empty());
    }
}
