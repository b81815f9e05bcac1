package org.esimtestbed.euicc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.CardFile;
import org.esimtestbed.euicc.uicc.CardFile.AccessRule;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.euicc.uicc.Naa;
import org.esimtestbed.euicc.uicc.Pins;
import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.euicc.uicc.SqnArray;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// A small profile built by hand, with one file of every structure.
public final class SampleProfile {
    public static final Aid USIM = Aid.of("A0000000871002FF49FF0589");
    public static final Bytes K = Bytes.hex("465b5ce8b199b49faa5f0a2ee238a6bc");
    public static final Bytes OPC = Bytes.hex("cd63cb71954a9f4e48a5994e37a02baf");
    public static final Bytes PIN1 = Bytes.hex("31323334FFFFFFFF");
    public static final Bytes PIN2 = Bytes.hex("35363738FFFFFFFF");
    public static final Bytes ADM1 = Bytes.hex("3535353535353535");
    public static final Bytes PUK1 = Bytes.hex("3132333435363738");

    private static final Bytes ALWAYS_READ_ADM_UPDATE = padded("8001019000" + "800102A40683010A950108");
    private static final Bytes PIN1_BOTH = padded("800103A406830101950108" + "840132A406830101950108");
    private static final Bytes PIN1_READ_PIN2_OR_ADM_UPDATE =
            padded("800101A406830101950108" + "800102A010" + "A406830181950108" + "A40683010A950108");
    private static final Bytes NEVER = padded("8001039700");
    private static final Bytes PIN1_AND_PIN2 = padded("800103AF10" + "A406830101950108" + "A406830181950108");

    private static final Bytes PIN1_LOCKS = padded("80011BA406830101950108");
    private static final Bytes READ_BY_HEADER = padded("8401B0" + "9000" + "8C0280A2" + "9000");
    private static final Bytes READ_UNLESS_PIN2 = padded("800101A708" + "A406830181950108" + "800102" + "9E0100");

    private final List<Bytes> contents = new ArrayList<>();

    private SampleProfile() {}

    public static ProfileContent content() {
        return new SampleProfile().build();
    }

    private ProfileContent build() {
        var arr = Bytes.concat(
                ALWAYS_READ_ADM_UPDATE,
                PIN1_BOTH,
                PIN1_READ_PIN2_OR_ADM_UPDATE,
                NEVER,
                PIN1_AND_PIN2,
                PIN1_LOCKS,
                READ_BY_HEADER,
                READ_UNLESS_PIN2);
        var mfFiles = List.<CardFile>of(
                ef(0x2FE2, Structure.TRANSPARENT, 0, 2, 0x2F06, 1, Bytes.hex("98001032547698103214")),
                ef(0x2F06, Structure.LINEAR_FIXED, 44, 6, 0x2F06, 1, arr),
                new Directory(
                        0x7F10,
                        Optional.empty(),
                        new AccessRule(0x2F06, 1),
                        5,
                        List.of(0x01),
                        0,
                        List.of(ef(
                                0x6F3A,
                                Structure.LINEAR_FIXED,
                                4,
                                0,
                                0x2F06,
                                2,
                                Bytes.hex("AAAAAAAABBBBBBBBCCCCCCCC")))));
        var usimFiles = List.<CardFile>of(
                ef(0x6F06, Structure.LINEAR_FIXED, 44, 23, 0x6F06, 1, arr),
                ef(0x6F07, Structure.TRANSPARENT, 0, 7, 0x6F06, 3, Bytes.hex("089910070000000010")),
                ef(0x6F39, Structure.CYCLIC, 3, 1, 0x6F06, 2, Bytes.hex("000003000002000001")),
                ef(0x6F7E, Structure.TRANSPARENT, 0, 11, 0x6F06, 2, Bytes.repeat(0xFF, 300)),
                ef(0x6FF0, Structure.TRANSPARENT, 0, 0, 0x6F06, 4, Bytes.of(1)),
                ef(0x6FF1, Structure.TRANSPARENT, 0, 0, 0x6F06, 5, Bytes.of(2)),
                ef(0x6FF2, Structure.TRANSPARENT, 0, 12, 0x6F06, 6, Bytes.of(3)),
                ef(0x6FF3, Structure.TRANSPARENT, 0, 0, 0x6F06, 7, Bytes.of(4)),
                ef(0x6FF4, Structure.TRANSPARENT, 0, 0, 0x6F06, 8, Bytes.of(5)),
                readableWhenDeactivated(ef(0x6FF5, Structure.TRANSPARENT, 0, 0, 0x6F06, 6, Bytes.of(6))),
                ef(0x4F99, Structure.BER_TLV, 0, 0, 0x6F06, 2, Bytes.hex("800201028103030405")));
        var mf = new Directory(0x3F00, Optional.empty(), new AccessRule(0x2F06, 1), 5, List.of(0x01, 0x0A), 0, mfFiles);
        var usim = new Directory(
                0x7FD0, Optional.of(USIM), new AccessRule(0x2F06, 1), 5, List.of(0x01, 0x81, 0x0A), 1, usimFiles);
        var pins = new Pins(
                Map.of(
                        new Pins.Key(0, 0x01), new Pins.Pin(PIN1, true, true, true, 3, 3, Optional.of(1)),
                        new Pins.Key(1, 0x81), new Pins.Pin(PIN2, true, true, false, 3, 3, Optional.empty()),
                        new Pins.Key(0, 0x0A), new Pins.Pin(ADM1, true, false, false, 10, 10, Optional.empty())),
                Map.of(1, new Pins.Puk(PUK1, 10, 10)));
        var key = new Naa.Key(Naa.Algorithm.MILENAGE, K, OPC, Milenage.Constants.STANDARD, 0x1000_0000L, 0x1000_0000L);
        var naa = new Naa(List.of(USIM), key, SqnArray.of(Collections.nCopies(32, 0L)));
        return new ProfileContent(mf, List.of(usim), Contents.of(contents), pins, List.of(naa), List.of());
    }

    private ElementaryFile ef(
            int fid, Structure structure, int recordLength, int sfi, int arrFid, int rule, Bytes content) {
        contents.add(content);
        int size = structure == Structure.BER_TLV ? 1000 : content.size();
        return new ElementaryFile(
                fid,
                structure,
                size,
                recordLength,
                sfi == 0 ? Optional.empty() : Optional.of(sfi),
                new AccessRule(arrFid, rule),
                5,
                0,
                contents.size() - 1);
    }

    private static ElementaryFile readableWhenDeactivated(ElementaryFile ef) {
        return new ElementaryFile(
                ef.fid(),
                ef.structure(),
                ef.size(),
                ef.recordLength(),
                ef.sfi(),
                ef.accessRule(),
                4,
                0x40,
                ef.content());
    }

    private static Bytes padded(String record) {
        var octets = Bytes.hex(record);
        return octets.plus(Bytes.repeat(0xFF, 44 - octets.size()));
    }
}
