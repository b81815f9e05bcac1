package org.esimtestbed.profilepackage.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.mutate.Mutation.Set;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileViewTest {
    private static final String V7 = "TS48-V7.0-SAIP2.3-BERTLV-SUCI.der";
    private final ProfilePackage generic = ProfileType.generic();

    private static ProfilePackage corpus(String name) {
        return name.equals("generic")
                ? ProfileType.generic()
                : ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/" + name)));
    }

    private static String text(ProfilePackage profile, boolean secrets) {
        return ProfileView.of(profile, secrets).lines(80).stream()
                .map(ProfileView.Line::text)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void saysWhatTheGenericTypeIs() {
        assertThat(text(generic, false))
                .contains(
                        "version 2.3",
                        "esim-testbed generic",
                        "89882110000000000010",
                        "001010000000001",
                        "usim, isim, milenage, ber-tlv",
                        "[6] usim  identification 6  mandated  template 2.23.143.1.2.4",
                        "keyReference 10 (ADM1)",
                        "pinAttributes 6 (disabled, may be changed, may be disabled)",
                        "algorithmID 1 (milenage)",
                        "pinStatusTemplateDO 01810A (PIN1, PIN2, ADM1)",
                        "= 1: A0000000871002FFFFFFFF8906190000 \"USIM\" (USIM)",
                        "= name \"esim-testbed\"",
                        "19 name of the service provider",
                        "= ICCID 89882110000000000010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", V7, "TS48V1-A-UNIQUE.der"})
    void fitsATerminalOf80ColumnsAndMasksSecrets(String name) {
        var profile = corpus(name);
        assertThat(ProfileView.of(profile, false).lines(80))
                .allSatisfy(line -> assertThat(line.text()).hasSizeLessThanOrEqualTo(80));
        assertThat(FileTree.of(profile).lines(80))
                .allSatisfy(line -> assertThat(line.text()).hasSizeLessThanOrEqualTo(80))
                .hasSizeGreaterThan(100);
        var secret = name.equals("generic") ? "465B5CE8B199B49FAA5F0A2EE238A6BC" : "000102030405060708090A0B0C0D0E0F";
        assertThat(text(profile, false)).contains("***").doesNotContain(secret, "30303030FFFFFFFF");
        assertThat(text(profile, true)).contains(secret).doesNotContain("***");
        assertThat(ProfileView.of(profile, false).elements().toString())
                .contains("***")
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "2FE2,     ICCID 89882110000000000010",
        "7FD06F07, IMSI 001010000000001",
        "7FD06F46, 'name \"esim-testbed\"'",
        "7FD06F62, 'PLMN 001/01 over UTRAN, E-UTRAN, NG-RAN, GSM'",
        "7FD06FD9, PLMN 001/01",
        "7FD06FAD, 'normal operation, MNC of 2 digits'",
        "7FD06F78, access classes 1",
        "7FD06FB7, 1: emergency 112; 2: emergency 911",
        "7FD06F31, search every 30 minutes",
        "7FD05FC04F07, protection by null scheme",
        "7FD16F02, 001010000000001@ims.mnc001.mcc001.3gppnetwork.org",
        "2F05,     languages en"
    })
    void decodesWellKnownFiles(String path, String meaning) {
        var files = ProfileFiles.of(generic.elements());
        var file = files.file(FilePath.of(Bytes.hex(path))).orElseThrow();

        assertThat(FileMeaning.inOneLine(file, files)).isEqualTo(meaning);
    }

    @Test
    void namesServicesByNumber() {
        var files = ProfileFiles.of(generic.elements());
        var ust = files.file(FilePath.of(0x7FD0, 0x6F38)).orElseThrow();

        assertThat(FileMeaning.of(ust, files)).hasSize(23).contains("124 concealment of the permanent identity");
        assertThat(ServiceTable.USIM.services()).hasSize(146);
        assertThat(ServiceTable.ISIM.nameOf(1)).isEqualTo("1 address of the P-CSCF");
    }

    @Test
    void saysWhoMayDoWhat() {
        var files = ProfileFiles.of(generic.elements());
        var imsi = files.access(files.file(FilePath.of(0x7FD0, 0x6F07)).orElseThrow())
                .orElseThrow();

        assertThat(imsi.arr().orElseThrow().path()).isEqualTo(FilePath.of(0x7FD0, 0x6F06));
        assertThat(imsi.rule().orElseThrow().read()).isEqualTo("PIN1");
        assertThat(imsi.rule().orElseThrow().update()).isEqualTo("ADM1");
        assertThat(AccessRule.of(Bytes.hex("800101A40683010195010880015A9700FFFF"))
                        .orElseThrow()
                        .words(false))
                .isEqualTo("read PIN1; update, deactivate, activate, delete NEV");
        assertThat(AccessRule.of(Bytes.hex("800103A010A406830101950108A40683010A950108"))
                        .orElseThrow()
                        .update())
                .isEqualTo("PIN1 or ADM1");
        assertThat(AccessRule.of(Bytes.hex("FFFFFF"))).isEmpty();
        assertThat(AccessRule.of(Bytes.hex("8001"))).isEmpty();
    }

    @Test
    void drawsTheFileSystem() {
        var tree = FileTree.of(generic).lines(80).stream()
                .map(ProfileView.Line::text)
                .toList();

        assertThat(tree.getFirst()).startsWith("3F00 mf").contains("MF");
        assertThat(tree)
                .anyMatch(line -> line.matches(".*6F07 ef-imsi +TR +9 +07 +r PIN1 {2}u ADM1"))
                .anyMatch(line -> line.matches(".*2F00 ef-dir +LF +2\u00d738 +1E +r ALW {2}u ADM1"))
                .anyMatch(line -> line.matches(".*4F0B ef-ursp +BT +1024.*"))
                .anyMatch(line -> line.endsWith("AID A0000000871004FFFFFFFF8906190000"));
        var links = FileTree.of(corpus(V7)).lines(80).stream()
                .map(ProfileView.Line::text)
                .toList();
        assertThat(links.stream().filter(line -> line.contains("(no name)")).count())
                .isLessThan(60);
    }

    @Test
    void showsWhatCanBeMadeOfAPackageNoCardInstalls() {
        var broken = ProfilePackage.decode(new Set("usim.ef-imsi[1]", "0809101000000000109999").apply(generic));
        var files = ProfileFiles.of(broken.elements());

        assertThat(files.refusals()).hasSize(1);
        assertThat(files.overflows()).singleElement().satisfies(it -> {
            assertThat(it.size()).isEqualTo(9);
            assertThat(it.end()).isEqualTo(11);
        });
        assertThat(files.all()).hasSameSizeAs(generic.files());
    }

    @Test
    void explainsWhateverCanBeRead() {
        var der = ProfileType.generic().encode();
        int read = 0;
        for (int at = 0; at < der.size(); at += 7) {
            ProfilePackage bent;
            try {
                bent = ProfilePackage.decode(der.with(at, Bytes.of(der.at(at) ^ 0x5B)));
            } catch (MalformedProfile e) {
                continue;
            }
            read++;
            var lines = new ArrayList<>(ProfileView.of(bent, false).lines(80));
            lines.addAll(FileTree.of(bent).lines(80));
            assertThat(lines).as("octet %s", at).allMatch(line -> line.text().length() <= 80);
            assertThat(ProfileView.of(bent, false).elements()).isNotEmpty();
            assertThat(FileTree.of(bent).nodes()).isNotEmpty();
        }
        assertThat(read).isGreaterThan(200);
    }
}
