package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `testbed profile …`, as a user runs it.
class ProfileCommandTest {
    private static final String V7 = "profiles/TS48-V7.0-SAIP2.3-BERTLV-SUCI.der";
    private static final String KEY = "465B5CE8B199B49FAA5F0A2EE238A6BC";

    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private ProfilePackage read(String name) throws Exception {
        return ProfilePackage.decode(Bytes.wrap(Files.readAllBytes(folder.resolve(name))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "show", "tree", "build", "lint", "diff", "mutate"})
    void explainsItselfInAnOrdinaryTerminal(String command) {
        var shell = Shell.run(("profile " + command + " --help").split(" +"));

        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).contains("Examples:").contains("testbed profile " + command);
        assertThat(shell.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void showsAPackageWithoutItsSecrets() {
        var shell = Shell.run("profile", "show", "generic");

        assertThat(shell.exit()).isZero();
        assertThat(shell.out())
                .contains("[6] usim", "IMSI 001010000000001", "algorithmID 1 (milenage)", "pinValue ***")
                .doesNotContain(KEY, "\u001B");
        assertThat(shell.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(Shell.run("profile", "show", "generic", "--secrets").out()).contains(KEY);
    }

    @Test
    void showsAPackageToPrograms() {
        var json = Shell.run("profile", "show", "generic", "--json").json();

        assertThat(json.at("/elements/6/name").asString()).isEqualTo("usim");
        assertThat(json.at("/elements/0/fields/major-version").asInt()).isEqualTo(2);
        assertThat(json.at("/elements/9/fields/algoConfiguration/algoParameter/key")
                        .asString())
                .isEqualTo("***");
        assertThat(json.at("/files/3F00~12FE2/0").asString()).isEqualTo("ICCID 89882110000000000010");
    }

    @Test
    void drawsTheTree() {
        var shell = Shell.run("profile", "tree", "generic");

        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).contains("6F07 ef-imsi", "r PIN1  u ADM1", "AID A0000000871004");
        assertThat(shell.err()).isEmpty();
        var node = Shell.run("profile", "tree", "generic", "--json").json().get(1);
        assertThat(node.path("path").asString()).isEqualTo("3F00/2F00");
        assertThat(node.path("access").asString()).contains("read ALW");
    }

    @Test
    void readsDerAndHexadecimalTextAlike() throws Exception {
        var der = ProfileType.generic().encode();
        Files.write(folder.resolve("my.der"), der.toArray());
        Files.writeString(folder.resolve("my.hex"), der.hex().replaceAll("(.{64})", "$1\n"));

        assertThat(Shell.run("profile", "diff", file("my.der"), file("my.hex")).exit())
                .isZero();
        assertThat(Shell.run("profile", "diff", file("my.der"), "generic").out())
                .contains("the same");
    }

    @Test
    void writesAPublishedProfileAsYamlAndBuildsItAgainBitByBit() throws Exception {
        var published = Corpus.path(V7);

        assertThat(Shell.run("profile", "build", "--to-yaml", published.toString(), "-o", file("v7.yaml"))
                        .exit())
                .isZero();
        var built = Shell.run("profile", "build", file("v7.yaml"), "-o", file("v7.der"));

        assertThat(built.exit()).isZero();
        assertThat(folder.resolve("v7.der")).hasSameBinaryContentAs(published);
        assertThat(Shell.run("profile", "lint", file("v7.yaml")).exit()).isZero();
    }

    @Test
    void findsWhatWasSpoilt() throws Exception {
        assertThat(Shell.run("profile", "mutate", "generic", "--drop", "pukCodes", "-o", file("spoilt.der"))
                        .exit())
                .isZero();

        var shell = Shell.run("profile", "lint", file("spoilt.der"));

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.out()).contains("error   dangling-puk", "PUK 01", "5 errors, 0 warnings");
        assertThat(Shell.run("profile", "lint", file("spoilt.der"), "--json")
                        .json()
                        .get(0)
                        .path("rule")
                        .asString())
                .isEqualTo("missing-required-element");
        assertThat(Shell.run("profile", "lint", "generic").out()).contains("0 errors, 0 warnings");
        assertThat(Shell.run("profile", "lint", "--rules").out()).contains("dangling-puk", "arr-record-missing");
        assertThat(Shell.run("profile", "lint").exit()).isEqualTo(2);
    }

    @Test
    void lintsEvenWhatIsNoCompletePackage() {
        var mutated = Shell.run("profile", "mutate", "generic", "--drop", "end", "-o", file("endless.der"));

        assertThat(mutated.exit()).isZero();
        assertThat(mutated.err()).contains("no profile package any more");
        assertThat(Shell.run("profile", "lint", file("endless.der")).out()).contains("end: is missing");
        assertThat(Shell.run("profile", "show", file("endless.der")).exit()).isEqualTo(3);
    }

    @Test
    void comparesTwoPackages() {
        Shell.run("profile", "mutate", "generic", "--set", "usim.ef-imsi[1]=080910100000000099", "-o", file("a.der"));

        var shell = Shell.run("profile", "diff", "generic", file("a.der"));

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.out())
                .contains(
                        "usim.ef-imsi[1].fillFileContent",
                        "- 080910100000000010",
                        "+ 080910100000000099",
                        "3F00/7FD0/6F07 ef-imsi content");
        var json =
                Shell.run("profile", "diff", "generic", file("a.der"), "--json").json();
        assertThat(json.at("/parameters/0/after").asString()).isEqualTo("080910100000000099");
    }

    /// Quirk P03 in two steps: list what is optional, take it away.
    @Test
    void dropsAnyOptionalFieldByItsNumber() throws Exception {
        var paths = Shell.run("profile", "mutate", "generic", "--list")
                .out()
                .lines()
                .toList();
        assertThat(paths).contains("header.profileType").hasSizeGreaterThan(150);
        int number = paths.indexOf("header.profileType") + 1;

        Shell.run("profile", "mutate", "generic", "--drop-optional", String.valueOf(number), "-o", file("a.der"));

        assertThat(read("a.der").header().profileType()).isEmpty();
        Shell.run("profile", "mutate", "generic", "--add-service", "tuak128", "-o", file("b.der"));
        assertThat(read("b.der").header().mandatoryServices()).contains("tuak128");
    }

    @ParameterizedTest
    @CsvSource({
        "mutate generic, 2, one of",
        "mutate generic --drop usim.ef-nothing, 2, usim.ef-nothing",
        "mutate generic --drop-optional 0, 2, 1 to",
        "mutate generic --drop-optional 100000, 2, 1 to",
        "mutate generic --set header.pol, 2, PATH=VALUE",
        "mutate generic --set header.pol=zz, 2, header.pol",
        "mutate generic --add-service telepathy, 2, telepathy",
        "mutate generic --drop usim --list, 2, mutually exclusive",
        "diff generic, 2, FILE",
        "show, 2, FILE",
        "show absent.der, 3, absent.der",
        "build generic -o /no/such/folder/x.der, 3, /no/such/folder/x.der",
    })
    void saysWhatIsWrongInOneLine(String words, int exit, String what) {
        var shell = Shell.run(("profile " + words).split(" "));

        assertThat(shell.exit()).isEqualTo(exit);
        assertThat(shell.err()).contains(what).doesNotContain("\tat ");
    }

    @Test
    void namesFileAndPlaceOfWhatCannotBeRead() throws Exception {
        var der = ProfileType.generic().encode();
        Files.write(folder.resolve("cut.der"), der.first(der.size() - 20).toArray());
        Files.writeString(folder.resolve("bad.yaml"), "elements:\n  - header:\n      major-version: two\n");
        Files.writeString(folder.resolve("empty.der"), "");
        Files.writeString(folder.resolve("odd.hex"), "A0000");
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});

        expect("cut.der", "element 17", "offset");
        expect("empty.der", "empty");
        expect("odd.hex", "odd number");
        expect("bad.yaml", "line 3", "major-version");
        expect("latin.yaml", "no UTF-8");
    }

    private void expect(String name, String... what) {
        var shell = Shell.run("profile", "show", file(name));

        assertThat(shell.exit()).as(name).isEqualTo(3);
        assertThat(shell.err()).contains(name).contains(what).doesNotContain("\tat ");
    }
}
