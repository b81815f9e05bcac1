package org.esimtestbed.euicc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.profilepackage.PinContext;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every EF a package names, read back through APDUs after a whole download.
class InstalledFilesTest {
    static Stream<Named<Supplier<ProfilePackage>>> packages() {
        return Stream.of(
                corpus("TS48-V7.0-SAIP2.3-BERTLV-SUCI.der"),
                corpus("TS48V1-A-UNIQUE.der"),
                corpus("TS48V1-B-UNIQUE.der"),
                Named.of("generic", ProfileType::generic));
    }

    private static Named<Supplier<ProfilePackage>> corpus(String name) {
        return Named.of(name, () -> ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/" + name))));
    }

    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private final TestLpa lpa = TestLpa.with(PKI, EuiccSettings.standard(), CardStore.inMemory());

    @ParameterizedTest
    @MethodSource("packages")
    void everyEfIsReadBackAsThePackageSays(Supplier<ProfilePackage> source) {
        var profile = source.get();
        install(profile);
        var expected = expected(profile);
        assertThat(expected.size()).isGreaterThan(20);
        var unreadable = new ArrayList<String>();
        int read = 0;
        for (var file : expected.values()) {
            if (file.kind().isDirectory()) continue;
            var target = target(file, expected);
            selectWithEveryRight(profile, file, expected);
            var answer = read(target);
            if (answer.equals("6982")) {
                unreadable.add(file.path().toString());
                continue;
            }
            assertThat(answer)
                    .as(file.path() + " " + file.name())
                    .isEqualTo(target.content().hex());
            read++;
        }
        // Some files nobody may read: the rule the package names for them has no condition for reading.
        for (var path : unreadable) {
            assertThat(mayBeRead(expected.get(FilePath.of(Bytes.hex(path.replace("/", "")))), expected))
                    .as(path)
                    .isFalse();
        }
        assertThat(read).isGreaterThan(20);
    }

    private void install(ProfilePackage profile) {
        var result = new TestServer(PKI, lpa).install(profile);
        var outcome = result.data().value().finalResult();
        assertThat(outcome).as(outcome.simaResponse() + "").isInstanceOf(Success.class);
        assertThat(outcome.simaResponse()).contains(Bytes.hex("3007A0053003800100")); // a single ok
        var enabled = lpa.call(new EnableProfile(new ProfileIdentifier.ByIccid(profile.iccid()), false));
        assertThat(enabled).isEqualTo(EnableProfile.Result.OK);
    }

    private static Map<FilePath, FileDefinition> expected(ProfilePackage profile) {
        var last = new HashMap<FilePath, FileDefinition>();
        for (var file : profile.files()) last.put(file.path(), file);
        return last;
    }

    private static FileDefinition target(FileDefinition file, Map<FilePath, FileDefinition> all) {
        var target = file;
        while (target.link().isPresent()) target = all.get(target.link().get());
        return target;
    }

    private void selectWithEveryRight(ProfilePackage profile, FileDefinition file, Map<FilePath, FileDefinition> all) {
        lpa.card().reset();
        var fids = file.path().fids();
        var top = fids.isEmpty() ? null : all.get(FilePath.of(fids.getFirst()));
        var path = new StringBuilder();
        if (top != null && top.kind() == FileKind.ADF) {
            assertThat(lpa.apdu(
                            "00A4040C" + withLength(top.dfName().orElseThrow().bytes())))
                    .isEqualTo("9000");
            path.append("7FFF");
            fids.subList(1, fids.size()).forEach(fid -> path.append("%04X".formatted(fid)));
        } else {
            fids.forEach(fid -> path.append("%04X".formatted(fid)));
        }
        var whole = Bytes.hex(path.toString());
        if (whole.size() > 2) {
            assertThat(lpa.apdu("00A4080C" + withLength(whole.first(whole.size() - 2))))
                    .as(file.path().toString())
                    .isEqualTo("9000");
        }
        for (PinContext context : profile.pins()) {
            for (var pin : context.pins().pins()) {
                // a PIN of another directory is not known here, a disabled one needs no verification
                assertThat(lpa.apdu("002000%02X08".formatted(pin.keyReference()) + pin.value()))
                        .matches("9000|6A88|6984|63C.|6983");
            }
        }
        assertThat(lpa.apdu("00A4080C" + withLength(whole)))
                .as(file.path().toString())
                .isEqualTo("9000");
    }

    private static String withLength(Bytes data) {
        return "%02X".formatted(data.size()) + data;
    }

    private String read(FileDefinition file) {
        return switch (file.kind()) {
            case TRANSPARENT -> {
                var content = new StringBuilder();
                for (int at = 0; at < file.size(); at += 256) {
                    var part = lpa.apdu("00B0%04X00".formatted(at));
                    if (!part.endsWith("9000")) yield part;
                    content.append(part, 0, part.length() - 4);
                }
                yield content.toString();
            }
            case LINEAR_FIXED, CYCLIC -> {
                var content = new StringBuilder();
                for (int number = 1; number <= file.records(); number++) {
                    var part = lpa.apdu("00B2%02X0400".formatted(number));
                    if (!part.endsWith("9000")) yield part;
                    content.append(part, 0, part.length() - 4);
                }
                yield content.toString();
            }
            case BER_TLV -> {
                var content = new StringBuilder();
                for (var object : Tlv.parseAll(file.content())) {
                    var tag = Bytes.hex(
                            "%02X".formatted(object.tag()).length() % 2 == 0
                                    ? "%02X".formatted(object.tag())
                                    : "0" + "%X".formatted(object.tag()));
                    var part = lpa.apdu("80CB0080" + withLength(tag) + "00");
                    while (part.endsWith("62F1")) {
                        content.append(part, 0, part.length() - 4);
                        part = lpa.apdu("80CB000000");
                    }
                    if (!part.endsWith("9000")) yield part;
                    content.append(part, 0, part.length() - 4);
                }
                if (file.content().isEmpty()) {
                    var tags = lpa.apdu("80CB0080015C00");
                    if (!tags.equals("5C009000")) yield tags;
                }
                yield content.toString();
            }
            case MF, ADF, DF -> throw new AssertionError(file + " is no EF");
        };
    }

    /// Whether the record of EF.ARR a file names allows reading to anyone at all.
    private static boolean mayBeRead(FileDefinition file, Map<FilePath, FileDefinition> all) {
        var path = file.path();
        do {
            path = path.parent();
            var arr = all.get(path.child(file.security().arrFile().orElseThrow()));
            if (arr == null) continue;
            var record = target(arr, all).record(file.security().arrRecord().orElseThrow());
            boolean reading = false;
            for (var object : objects(record)) {
                if (object.tag() == 0x80) reading = (object.value().at(0) & 1) != 0;
                else if (reading && object.tag() != 0x84) return object.tag() != 0x97;
            }
            return false;
        } while (!path.isMf());
        return false;
    }

    private static List<Tlv> objects(Bytes record) {
        var objects = new ArrayList<Tlv>();
        for (int at = 0; at < record.size() && record.at(at) != 0xFF; ) {
            var object = Tlv.first(record.from(at));
            objects.add(object);
            at += object.raw().size();
        }
        return objects;
    }
}
