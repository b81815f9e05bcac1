package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The FCP template that answers SELECT and STATUS (ETSI TS 102 221 §11.1.1.3), tag 62.
final class FileControlParameters {
    private static final int FCP = 0x62;
    private static final int DATA_CODING = 0x21;

    private FileControlParameters() {}

    /// @param activated as the file is now
    static Bytes of(CardFile file, boolean activated, Contents contents, Pins pins) {
        return switch (file) {
            case Directory directory -> of(directory, pins);
            case ElementaryFile ef -> of(ef, activated, contents);
        };
    }

    private static Bytes of(Directory directory, Pins pins) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(0x82, Bytes.of(0x78, DATA_CODING)));
        if (directory.aid().isEmpty()) members.add(fid(directory));
        directory.aid().ifPresent(aid -> members.add(Tlv.of(0x84, aid.bytes())));
        if (directory.fid() == CardFile.MF) {
            // UICC characteristics: clock stop allowed, any voltage class (§11.1.1.4.6.1); of the commands a card
            // may support TERMINAL CAPABILITY (§11.1.1.4.6.8)
            members.add(Tlv.of(0xA5, Tlv.of(0x80, Bytes.of(0x71)), Tlv.of(0x87, Bytes.of(0x01))));
        }
        members.add(Tlv.of(0x8A, Bytes.of(directory.lifeCycle())));
        members.add(accessRule(directory));
        members.add(pinStatus(directory, pins));
        return Tlv.of(FCP, members).raw();
    }

    private static Bytes of(ElementaryFile ef, boolean activated, Contents contents) {
        var members = new ArrayList<Tlv>();
        int descriptor = 0x40 | ef.structure().code(); // shareable
        members.add(Tlv.of(
                0x82,
                ef.structure().hasRecords()
                        ? Bytes.of(descriptor, DATA_CODING, ef.recordLength() >> 8, ef.recordLength(), ef.records())
                        : Bytes.of(descriptor, DATA_CODING)));
        members.add(fid(ef));
        members.add(Tlv.of(0xA5, proprietary(ef)));
        // b1 is off in the deactivated state (§11.1.1.4.9)
        members.add(Tlv.of(0x8A, Bytes.of(activated ? ef.lifeCycle() | 0x01 : ef.lifeCycle() & ~0x01)));
        members.add(accessRule(ef));
        int size = ef.structure() == CardFile.Structure.BER_TLV
                ? contents.get(ef.content()).size()
                : ef.size();
        members.add(Tlv.of(0x80, number(size)));
        members.add(Tlv.of(0x81, number(ef.size()))); // this card needs nothing for the structure
        members.add(Tlv.of(0x88, ef.sfi().map(sfi -> Bytes.of(sfi << 3)).orElse(Bytes.EMPTY)));
        return Tlv.of(FCP, members).raw();
    }

    /// Of a BER-TLV EF also the file details, that it is DER, and the most it may hold (§11.1.1.4.6.5 and .7).
    private static List<Tlv> proprietary(ElementaryFile ef) {
        var special = Tlv.of(0xC0, Bytes.of(ef.specialInformation()));
        return ef.structure() == CardFile.Structure.BER_TLV
                ? List.of(special, Tlv.of(0x84, Bytes.of(0x01)), Tlv.of(0x86, number(ef.size())))
                : List.of(special);
    }

    private static Bytes number(int size) {
        return size > 0xFFFF ? Bytes.of(size >> 16, size >> 8, size) : Bytes.of(size >> 8, size);
    }

    private static Tlv fid(CardFile file) {
        return Tlv.of(0x83, Bytes.of(file.fid() >> 8, file.fid()));
    }

    private static Tlv accessRule(CardFile file) {
        var rule = file.accessRule();
        return Tlv.of(0x8B, Bytes.of(rule.arrFid() >> 8, rule.arrFid(), rule.record()));
    }

    /// PIN status template data object (§11.1.1.4.10 and §9.5.2): which of the PINs listed after it are enabled.
    private static Tlv pinStatus(Directory directory, Pins pins) {
        var members = new ArrayList<Tlv>();
        var references = directory.pinReferences();
        var enabled = new int[Math.max(1, (references.size() + 7) / 8)];
        for (int i = 0; i < references.size(); i++) {
            boolean on = pins.pin(Pins.key(directory, references.get(i)))
                    .map(Pins.Pin::enabled)
                    .orElse(false);
            if (on) enabled[i / 8] |= 0x80 >> i % 8;
        }
        members.add(Tlv.of(0x90, Bytes.of(enabled)));
        for (var reference : references) members.add(Tlv.of(0x83, Bytes.of(reference)));
        return Tlv.of(0xC6, members);
    }
}
