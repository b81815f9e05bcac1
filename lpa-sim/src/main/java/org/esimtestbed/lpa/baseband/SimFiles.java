package org.esimtestbed.lpa.baseband;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Files of a UICC on the basic channel (ETSI TS 102 221 §11.1), as a modem reads them: once, until it is told to
/// forget. A path is hexadecimal, without 3F00: `2FE2`; `7FFF` stands for the current application: `7FFF6F07`.
final class SimFiles {
    private static final int CHUNK = 0xFF;
    private static final String CURRENT_APPLICATION = "7FFF";

    private final Terminal terminal;
    private final Map<String, Optional<Bytes>> contents = new HashMap<>();
    private final Map<String, List<Bytes>> records = new HashMap<>();

    SimFiles(Terminal terminal) {
        this.terminal = terminal;
    }

    void forget() {
        contents.clear();
        records.clear();
    }

    void forget(Collection<String> paths) {
        contents.keySet().removeAll(paths);
        records.keySet().removeAll(paths);
    }

    void selectMf() {
        select(0x00, Bytes.hex("3F00"));
    }

    /// @return the FCP, tag 62
    Tlv selectApplication(Aid aid) {
        return select(0x04, aid.bytes());
    }

    private Tlv select(String path) {
        return path.startsWith(CURRENT_APPLICATION)
                ? select(0x09, Bytes.hex(path.substring(CURRENT_APPLICATION.length())))
                : select(0x08, Bytes.hex(path));
    }

    private Tlv select(int p1, Bytes what) {
        var response =
                terminal.require(Bytes.concat(Bytes.of(0x00, 0xA4, p1, 0x04, what.size()), what, Bytes.of(0x00)));
        return Tlv.parse(response).expect(0x62);
    }

    /// The content of a transparent file.
    ///
    /// @throws StatusWordRefused if there is no such file, or it may not be read
    Bytes content(String path) {
        var known = contents.getOrDefault(path, Optional.empty());
        if (known.isPresent()) return known.get();
        var content = readBinary(select(path));
        contents.put(path, Optional.of(content));
        return content;
    }

    /// The content of a transparent file, if it is there and may be read.
    Optional<Bytes> contentIfAny(String path) {
        var known = contents.get(path);
        if (known != null) return known;
        try {
            return Optional.of(content(path));
        } catch (StatusWordRefused absentOrForbidden) {
            contents.put(path, Optional.empty());
            return Optional.empty();
        }
    }

    /// All records of a linear fixed file.
    ///
    /// @throws StatusWordRefused if there is no such file, or it may not be read
    List<Bytes> records(String path) {
        var known = records.get(path);
        if (known != null) return known;
        var read = readRecords(select(path));
        records.put(path, read);
        return read;
    }

    private Bytes readBinary(Tlv fcp) {
        int size = (int) fcp.child(0x80).value().unsigned();
        var content = Bytes.EMPTY;
        for (int at = 0; at < size; at += CHUNK) {
            content = content.plus(terminal.require(Bytes.of(0x00, 0xB0, at >> 8, at, Math.min(CHUNK, size - at))));
        }
        return content;
    }

    private List<Bytes> readRecords(Tlv fcp) {
        var descriptor = fcp.child(0x82).sized(5); // descriptor, coding, record length (2), number of records
        var read = new ArrayList<Bytes>();
        for (int number = 1; number <= descriptor.at(4); number++) {
            read.add(terminal.require(Bytes.of(0x00, 0xB2, number, 0x04, descriptor.at(3))));
        }
        return List.copyOf(read);
    }
}
