package org.esimtestbed.profilepackage.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1InputStream;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.Rfm;
import org.esimtestbed.profilepackage.element.SecurityDomain;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTypeTest {
    private final ProfilePackage generic = ProfileType.generic();
    private final Map<String, FileDefinition> files = new HashMap<>();

    ProfileTypeTest() {
        for (var file : generic.files()) files.put(file.path().toString(), file);
    }

    @Test
    void theGenericTypeIsReadBackAsItWasBuilt() {
        assertThat(ProfilePackage.decode(generic.encode())).isEqualTo(ProfilePackage.decode(generic.encode()));
        assertThat(generic.rebuild()).isEqualTo(generic.encode());
    }

    @Test
    void theGenericTypeKeepsTheOrderACardExpects() {
        assertThat(generic.elements())
                .extracting(ProfileElement::name)
                .containsExactly(
                        "header",
                        "mf",
                        "pukCodes",
                        "pinCodes",
                        "telecom",
                        "pinCodes",
                        "usim",
                        "opt-usim",
                        "pinCodes",
                        "akaParameter",
                        "df-5gs",
                        "genericFileManagement",
                        "isim",
                        "pinCodes",
                        "akaParameter",
                        "securityDomain",
                        "rfm",
                        "rfm",
                        "end");
        assertThat(generic.elements().stream()
                        .skip(1)
                        .map(element -> element.identification().getAsInt()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theGenericTypeSaysTheSameIccidTwiceWithAValidCheckDigit() {
        assertThat(generic.iccid().hasLuhnDigit()).isTrue();
        assertThat(Iccid.ofEf(files.get("3F00/2FE2").content())).isEqualTo(generic.iccid());
        assertThat(generic.imsi().orElseThrow().digits()).isEqualTo("001010000000001");
    }

    @Test
    void theGenericTypeDemandsTheTemplatesItUses() {
        var used = generic.elements().stream()
                .flatMap(element -> element.templateId().stream())
                .distinct()
                .toList();
        assertThat(generic.header().mandatoryTemplates()).containsExactlyElementsOf(used);
        assertThat(generic.header().mandatoryServices()).containsExactly("usim", "isim", "milenage", "ber-tlv");
        assertThat(generic.algorithm()).contains(Algorithm.MILENAGE);
    }

    /// TS 31.102 §4.2.8: a service may be available only with the files that it is made of.
    @ParameterizedTest
    @CsvSource({
        "2, 6F3B 6F56",
        "10, 6F3C 6F43",
        "12, 6F42",
        "17, 6F3E",
        "18, 6F3F",
        "19, 6F46",
        "20, 6F60",
        "21, 6F40",
        "34, 6F56",
        "42, 6F61",
        "43, 6F62",
        "45, 6FC5",
        "71, 6FD9",
        "85, 6FE3 6FE4",
        "122, 5FC0/4F01 5FC0/4F02 5FC0/4F03 5FC0/4F04",
        "123, 5FC0/4F05",
        "124, 5FC0/4F07 5FC0/4F0A",
        "126, 5FC0/4F06",
        "129, 5FC0/4F08",
        "132, 5FC0/4F0B",
        "135, 5FC0/4F0C"
    })
    void theServiceTableTellsTheTruth(int service, String needed) {
        assertThat(services()).contains(service);
        for (var path : needed.split(" ")) assertThat(files).containsKey("3F00/7FD0/" + path);
    }

    /// What no file stands for: 28 data download via SMS-PP for remote management, 33 always 1.
    @Test
    void theServiceTableClaimsNothingElse() {
        assertThat(services())
                .containsExactly(
                        2, 10, 12, 17, 18, 19, 20, 21, 28, 33, 34, 42, 43, 45, 71, 85, 122, 123, 124, 126, 129, 132,
                        135);
    }

    private TreeSet<Integer> services() {
        var ust = files.get("3F00/7FD0/6F38").content();
        var services = new TreeSet<Integer>();
        for (int i = 0; i < ust.size() * 8; i++) if ((ust.at(i / 8) >> i % 8 & 1) == 1) services.add(i + 1);
        return services;
    }

    @Test
    void everyAccessRuleTheFilesReferToExistsAndIsReadable() {
        assertThat(files.values()).allSatisfy(file -> {
            int record = file.security().arrRecord().getAsInt();
            boolean ofMf = file.security().arrFile().getAsInt() == 0x2F06;
            var top = ofMf
                    ? "3F00/2F06"
                    : "3F00/%04X/6F06".formatted(file.path().fids().getFirst());
            var rule = files.get(top).record(record);
            assertThat(Tlv.first(rule).tag()).as("%s", file.path()).isEqualTo(0x80);
        });
    }

    @Test
    void theDirectoryOfApplicationsNamesThoseThatAreThere() {
        var dir = files.get("3F00/2F00");
        var names = generic.files().stream()
                .filter(file -> file.kind() == FileKind.ADF)
                .map(file -> file.dfName().orElseThrow().bytes())
                .toList();
        assertThat(names).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(Tlv.first(dir.record(i + 1)).child(0x4F).value()).isEqualTo(names.get(i));
        }
    }

    @Test
    void theGenericTypeHasKeysForRemoteManagement() {
        for (var element : generic.elements()) {
            switch (element.name()) {
                case "securityDomain" ->
                    assertThat(SecurityDomain.of(element).keys())
                            .hasSize(3)
                            .allSatisfy(key -> assertThat(
                                            key.components().getFirst().data().size())
                                    .isEqualTo(16));
                case "rfm" -> assertThat(Rfm.of(element).tars()).hasSize(1);
                case "akaParameter" ->
                    assertThat(AkaParameter.of(element).sqnInit()).hasSize(32);
                default -> {}
            }
        }
    }

    @Test
    void opensslAndBouncyCastleReadEveryElement(@TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(openssl("version") == 0, "openssl is not installed");
        for (var element : generic.elements()) {
            var file = folder.resolve(element.index() + ".der");
            Files.write(file, element.raw().toArray());
            assertThat(openssl("asn1parse", "-inform", "DER", "-in", file.toString()))
                    .as("openssl asn1parse of %s", element)
                    .isZero();
            try (var in = new ASN1InputStream(element.raw().toArray())) {
                assertThat(Bytes.wrap(in.readObject().getEncoded("DL"))).isEqualTo(element.raw());
            }
        }
    }

    private static int openssl(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add("openssl");
        command.addAll(java.util.List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            elements: [ {header: {major-version: two}} ]                    | 1 | elements[0].header.major-version | number
            elements: [ {header: {major-version: 2}} ]                      | 1 | elements[0].header | minor-version is missing
            elements: [ {heder: {}} ]                                       | 1 | elements[0] | no profile element: heder
            elements: [ {mf: {mf: {pins: 01, colour: 7}}} ]                 | 1 | elements[0].mf.mf.colour | no key of a file
            elements: [ {usim: {ef-imsy: {}}} ]                             | 1 | elements[0].usim.ef-imsy | no field of usim
            elements: []                                                    | 1 | elements | header
            kind: strange                                                   | 1 | kind | no key of a profile type
            elements: {                                                     | 1 | '' | expected
            [1, 2                                                           | 1 | '' | expected
            """)
    void saysLineAndKeyOfWhatIsWrong(String text, int line, String key, String what) {
        assertThatThrownBy(() -> ProfileType.build("bad.yaml", new StringReader(text)))
                .isInstanceOfSatisfying(BadYaml.class, bad -> {
                    assertThat(bad.line()).isEqualTo(line);
                    assertThat(bad.key()).isEqualTo(key);
                    assertThat(bad).hasMessageStartingWith("bad.yaml line ").hasMessageContaining(what);
                });
    }

    @Test
    void countsLinesFromTheTop() {
        var text =
                "# a comment\ntype: x\nelements:\n  - header:\n      major-version: 2\n      minor-version: 3\n      iccid: xyz\n";
        assertThatThrownBy(() -> ProfileType.build("bad.yaml", new StringReader(text)))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("bad.yaml line 7, elements[0].header.iccid: octets in hexadecimal belong here");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> ProfileType.build("bad.yaml", new StringReader("")))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("empty");
    }
}
