package org.esimtestbed.lpa.baseband;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Files of a UICC on the basic channel (ETSI TS 102 221 §11.1): selecting and reading, as a modem does.
final class SimFiles {
    private static final int CHUNK = 0xFF;

    private final Terminal terminal;

    SimFiles(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Selects a file by its path from the MF and gives its FCP template.
    ///
    /// @param path file identifiers, 2 octets each, without 3F00; empty selects the MF
    /// @throws StatusWordRefused if there is no such file
    Tlv selectFromMf(Bytes path) {
        return path.isEmpty() ? select(0x00, Bytes.hex("3F00")) : select(0x08, path);
    }

    /// Selects a file below the current application.
    Tlv selectInAdf(Bytes path) {
        return select(0x09, path);
    }

    Tlv selectApplication(Aid aid) {
        return select(0x04, aid.bytes());
    }

    private Tlv select(int p1, Bytes what) {
        var response =
                terminal.require(Bytes.concat(Bytes.of(0x00, 0xA4, p1, 0x04, what.size()), what, Bytes.of(0x00)));
        return Tlv.parse(response).expect(0x62);
    }

    /// All of the selected transparent file.
    Bytes readBinary(Tlv fcp) {
        int size = (int) fcp.child(0x80).value().unsigned();
        var content = Bytes.EMPTY;
        for (int at = 0; at < size; at += CHUNK) {
            content = content.plus(terminal.require(Bytes.of(0x00, 0xB0, at >> 8, at, Math.min(CHUNK, size - at))));
        }
        return content;
    }

    /// All records of the selected linear fixed file.
    List<Bytes> readRecords(Tlv fcp) {
        var descriptor = fcp.child(0x82).sized(5); // descriptor, coding, record length (2), number of records
        var records = new ArrayList<Bytes>();
        for (int number = 1; number <= descriptor.at(4); number++) {
            records.add(terminal.require(Bytes.of(0x00, 0xB2, number, 0x04, descriptor.at(3))));
        }
        return records;
    }

    /// The content of a transparent file below the current application, if it is there and may be read.
    Optional<Bytes> optionalBinary(String path) {
        try {
            return Optional.of(readBinary(selectInAdf(Bytes.hex(path))));
        } catch (StatusWordRefused absentOrForbidden) {
            return Optional.empty();
        }
    }
}
