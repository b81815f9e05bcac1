package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// EUICCResponse (TCA eUICC Profile Package, Annex A): what there is to say of the profile elements. An element that
/// was
/// carried out needs no mention; a package without any other is answered with a single ok.
final class PeReport {
    private static final int MAX_MESSAGE = 64;

    private final List<Tlv> statuses = new ArrayList<>();
    private boolean aborted;
    private String message = "";

    /// An element was skipped, which its header allows.
    void skipped(PeStatus status, OptionalInt identification) {
        statuses.add(status(status, identification));
    }

    /// The installation ends at an element.
    ///
    /// @param why for people; must hold no value of the profile
    void aborted(PeStatus status, OptionalInt identification, String why) {
        statuses.add(status(status, identification));
        aborted = true;
        message = why;
    }

    Bytes encode() {
        var all = statuses.isEmpty() ? List.of(status(PeStatus.OK, OptionalInt.empty())) : statuses;
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(0xA0, all));
        if (aborted) members.add(Tlv.of(0x81, Bytes.EMPTY));
        var text = shortened(message);
        if (text.length() >= 2) members.add(Tlv.text(0x82, text));
        return Tlv.of(0x30, members).raw();
    }

    private static Tlv status(PeStatus status, OptionalInt identification) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.number(0x80, status.number()));
        identification.ifPresent(number -> members.add(Tlv.number(0x81, number)));
        return Tlv.of(0x30, members);
    }

    // statusMessage has 2 to 64 octets; plain ASCII, so that none is cut in two
    private static String shortened(String text) {
        var ascii = text.replaceAll("[^ -~]", "?");
        return ascii.length() > MAX_MESSAGE ? ascii.substring(0, MAX_MESSAGE) : ascii;
    }
}
