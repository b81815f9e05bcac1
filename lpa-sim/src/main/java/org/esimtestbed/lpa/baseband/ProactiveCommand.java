package org.esimtestbed.lpa.baseband;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A proactive command as FETCH gives it (ETSI TS 102 223 §6.6).
///
/// @param details  number, type, qualifier
/// @param fileList the files that changed, where the command names some (§8.18)
record ProactiveCommand(Tlv details, Optional<Tlv> fileList) {
    private static final int PROACTIVE = 0xD0;
    private static final int DETAILS = 0x01;
    private static final int FILE_LIST = 0x12;
    private static final int MF = 0x3F;
    static final int REFRESH = 0x01;

    /// @throws MalformedTlv if the data is no proactive command
    static ProactiveCommand of(Bytes fetched) {
        var objects = Tlv.parseAll(Tlv.parse(fetched).expect(PROACTIVE).value());
        var details = find(objects, DETAILS)
                .orElseThrow(() -> new MalformedTlv(0, "a proactive command without command details"));
        details.sized(3);
        return new ProactiveCommand(details, find(objects, FILE_LIST));
    }

    // The upper bit of a tag says whether the object must be understood (ETSI TS 101 220 §7.1.1).
    private static Optional<Tlv> find(List<Tlv> objects, int tag) {
        return objects.stream().filter(it -> (it.tag() & 0x7F) == tag).findFirst();
    }

    int type() {
        return details.value().at(1);
    }

    int qualifier() {
        return details.value().at(2);
    }

    /// Paths of the files that changed, without 3F00: `2FE2`, `7FFF6F07`.
    ///
    /// @throws MalformedTlv if a path does not begin at the MF
    List<String> files() {
        if (fileList.isEmpty()) return List.of();
        var octets = fileList.get().value();
        var starts = new ArrayList<Integer>();
        for (int at = 1; at + 1 < octets.size(); at += 2) {
            if (octets.at(at) == MF && octets.at(at + 1) == 0x00) starts.add(at);
        }
        if (octets.isEmpty() || octets.at(0) != starts.size() || starts.isEmpty() || starts.getFirst() != 1) {
            throw new MalformedTlv(0, "a list of files that does not hold as many paths from the MF as it says");
        }
        var paths = new ArrayList<String>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : octets.size();
            var path = octets.slice(starts.get(i) + 2, end);
            if (path.isEmpty()) throw new MalformedTlv(0, "the MF is no file that changes");
            paths.add(path.hex());
        }
        return paths;
    }

    /// TERMINAL RESPONSE: done (§6.8).
    Bytes performed() {
        return response(0x00);
    }

    /// TERMINAL RESPONSE: the terminal is currently unable to process the command (§8.12.2).
    Bytes unable() {
        return response(0x20, 0x00);
    }

    /// TERMINAL RESPONSE: command data not understood by the terminal.
    Bytes notUnderstood() {
        return response(0x32);
    }

    /// TERMINAL RESPONSE: required values are missing.
    Bytes valuesMissing() {
        return response(0x36);
    }

    /// TERMINAL RESPONSE: beyond this terminal's capabilities.
    Bytes beyondCapabilities() {
        return response(0x30);
    }

    private Bytes response(int... result) {
        var objects = Bytes.concat(
                details.raw(),
                Bytes.of(0x82, 0x02, 0x82, 0x81), // from terminal to UICC
                Bytes.of(0x83, result.length),
                Bytes.of(result));
        return Bytes.concat(Bytes.of(0x80, 0x14, 0x00, 0x00, objects.size()), objects);
    }
}
