package org.esimtestbed.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// Where fuzzing begins: genuine inputs, made by our own code from our own generic Profile. They are committed so that
/// fuzzing and plain tests begin with the same; `main` writes them again.
final class Seeds {
    private Seeds() {}

    /// @param args the folder `src/test/resources` of this module
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0], "org/esimtestbed/fuzz");
        write(folder.resolve("ApduStreamFuzzTestInputs/apdus"), apduStreams());
        write(folder.resolve("Es10TlvFuzzTestInputs/storeData"), es10Tlvs());
        write(folder.resolve("BoundPackageFuzzTestInputs/segments"), boundPackages());
        write(folder.resolve("ProfilePackageFuzzTestInputs/elements"), profilePackages());
    }

    private static void write(Path folder, Map<String, Bytes> seeds) throws IOException {
        Files.createDirectories(folder);
        for (var seed : seeds.entrySet()) {
            Files.write(folder.resolve(seed.getKey()), seed.getValue().toArray());
        }
    }

    static Map<String, Bytes> apduStreams() {
        var seeds = new LinkedHashMap<String, Bytes>();
        seeds.put(
                "look-at-files",
                stream(
                        0x1E,
                        "00A40004023F00",
                        "80F2000000",
                        "00A40004022FE2",
                        "00B000000A",
                        "00A40804047F106F3A",
                        "00B2010400",
                        "00A40004026F07",
                        "00B0000009",
                        "00A2010401FF",
                        "00B2000200"));
        seeds.put(
                "write-files",
                stream(
                        0x1E,
                        "00A40004026F07",
                        "00D6000002089A",
                        "00D6870001AA",
                        "00A40004026F3C",
                        "00DC000301FF",
                        "00A40004026F39",
                        "803200000100000103",
                        "80DB008000",
                        "80CB0080015C00"));
        seeds.put(
                "codes",
                stream(
                        0x02,
                        "0020000100",
                        "0020000108FFFFFFFFFFFFFFFF",
                        "002000010831323334FFFFFFFF",
                        "002400011031323334FFFFFFFF35353535FFFFFFFF",
                        "002600010835353535FFFFFFFF",
                        "002800010835353535FFFFFFFF",
                        "002C0001103132333435363738" + "31323334FFFFFFFF"));
        seeds.put(
                "channels",
                stream(
                        0x02,
                        "0070000001",
                        "0170000001",
                        "01A4040007A0000000871002",
                        "4070000001",
                        "44F2000000",
                        "0070800100",
                        "00A4040410A0000005591010FFFFFFFF8900000100",
                        "00C0000000"));
        seeds.put(
                "proactive",
                stream(
                        0x01,
                        "801000000AFFFFFFFFFFFFFFFFFFFF",
                        "81E291001A" + "BF3117A0124F10" + Aid.isdP(1) + "8101FF",
                        "80F2000000",
                        "8012000010",
                        "801400000C810301010002028281830100",
                        "80C2000006D60419010100",
                        "80AA000005A903800100"));
        seeds.put(
                "authenticate",
                stream(
                        0x06,
                        "0088008122" + "10" + "00".repeat(16) + "10" + "00".repeat(16),
                        "0088008011" + "10" + "00".repeat(16),
                        "00C0000000",
                        "0084000010"));
        seeds.put(
                "isd-r",
                stream(
                        0x01,
                        "81E2910003BF2000",
                        "81E2910003BF2D00",
                        "81E2910006BF3E035C015A",
                        "81C0000000",
                        "81E2910003BF2E00",
                        "81E2110003BF2B00",
                        "81E2910103BF2B00",
                        ""));
        seeds.put("extended", stream(0x02, "00A40004000002" + "6F07" + "0000", "00B00000000000", "00D60000000002AABB"));
        return seeds;
    }

    private static Bytes stream(int flags, String... apdus) {
        var parts = new ArrayList<Bytes>();
        parts.add(Bytes.of(flags));
        for (var apdu : apdus) {
            var octets = Bytes.hex(apdu);
            parts.add(Bytes.of(octets.size()));
            parts.add(octets);
        }
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }

    static Map<String, Bytes> es10Tlvs() {
        var seeds = new LinkedHashMap<String, Bytes>();
        var first = "5A0A" + States.FIRST.ef();
        var second = "5A0A" + States.SECOND.ef();
        var literals = new LinkedHashMap<String, String>();
        literals.put("addresses", "BF3C00");
        literals.put("default-address", "BF3F0C800A" + Bytes.utf8("a.b.c.d.ef"));
        literals.put("info1", "BF2000");
        literals.put("info2", "BF2200");
        literals.put("challenge", "BF2E00");
        literals.put("list-notifications", "BF280481020780");
        literals.put("retrieve-notifications", "BF2B05A003800101");
        literals.put("remove-notification", "BF3003800100");
        literals.put("rules", "BF4300");
        literals.put("profiles", "BF2D00");
        literals.put("profiles-by-iccid", "BF2D0EA00C" + second);
        literals.put("profiles-tags", "BF2D0B5C095A4F9F709091929395");
        literals.put("enable", "BF3111A00C" + second + "810100");
        literals.put("enable-refresh", "BF3111A00C" + second + "8101FF");
        literals.put("disable", "BF3211A00C" + first + "810100");
        literals.put("delete", "BF330C" + second);
        literals.put("delete-by-aid", "BF33124F10A0000005591010FFFFFFFF8900001100");
        literals.put("reset", "BF340482020560");
        literals.put("eid", "BF3E035C015A");
        literals.put("nickname", "BF2910" + second + "9002" + Bytes.utf8("ab"));
        literals.forEach((name, hex) -> {
            seeds.put(name, Bytes.of(0, 0).plus(Bytes.hex(hex)));
            if (name.startsWith("reset") || name.equals("challenge")) {
                seeds.put(name + "-while-loading", Bytes.of(4, 0).plus(Bytes.hex(hex)));
            }
        });
        for (int message = 1; message <= 6; message++) {
            for (int stage : List.of(0, 2, 3)) {
                seeds.put("message-%d-at-stage-%d".formatted(message, stage), Bytes.of(stage, message));
            }
        }
        return seeds;
    }

    static Map<String, Bytes> boundPackages() {
        var seeds = new LinkedHashMap<String, Bytes>();
        for (int flags = 0; flags < 8; flags++) {
            seeds.put("genuine-" + flags, Bytes.of(flags));
        }
        for (int flags = 0; flags < 2; flags++) {
            for (int operation = 0; operation < 8; operation++) {
                // one edit in the second segment or function, and one further on
                seeds.put(
                        "edited-%d-%d".formatted(flags, operation),
                        Bytes.of(flags, operation, 1, 0, 9, 2, 0x80, 0x81, operation, 2, 0, 60, 3, 0x62, 0x01, 0x00));
            }
        }
        return seeds;
    }

    static Map<String, Bytes> profilePackages() {
        var seeds = new LinkedHashMap<String, Bytes>();
        seeds.put("generic", States.GENERIC_PACKAGE);
        seeds.put("small", States.SMALL_PACKAGE);
        var generic = States.generic(States.FIRST).elements();
        for (var element : generic) {
            if (element.name().equals("header") || element.name().equals("end")) continue;
            var elements = new ArrayList<ProfileElement>();
            for (var it : generic) {
                boolean base = it.name().equals("header")
                        || it.name().equals("end")
                        || it.name().equals("mf");
                if (base || it.index() == element.index()) elements.add(it);
            }
            seeds.put(element.name() + "-" + element.index(), new ProfilePackage(elements).encode());
        }
        return seeds;
    }
}
