package org.esimtestbed.profilepackage.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTypeTextTest {
    private static final Bytes GENERIC = ProfileType.generic().encode();

    private static Bytes built(String yaml) {
        return ProfileType.build("back.yaml", new StringReader(yaml)).encode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TS48-V7.0-SAIP2.3-BERTLV-SUCI.der", "TS48V1-A-UNIQUE.der", "TS48V1-B-UNIQUE.der"})
    void buildsAPublishedProfileAgainBitByBitAndWithoutRawOctets(String name) {
        var der = Bytes.wrap(Corpus.read("profiles/" + name));
        var yaml = ProfileTypeText.of(ProfilePackage.decode(der));

        assertThat(built(yaml)).isEqualTo(der);
        assertThat(yaml).doesNotContain("raw:").contains("ef-imsi");
    }

    @Test
    void buildsTheGenericTypeAgainInTheShortForms() {
        var yaml = ProfileTypeText.of(ProfilePackage.decode(GENERIC));

        assertThat(built(yaml)).isEqualTo(GENERIC);
        assertThat(yaml)
                .doesNotContain("raw:", "-header", "templateID", "GFSTEList", "fileDescriptor", "createFCP")
                .contains("{ content: 080910100000000010 }")
                .contains("create: { kind: BT, fid: 4F0B, arr: 6F06/2, size: 1024, sfi: none }");
    }

    /// Whatever decodes has a YAML: bent octets in every place where they still make a package.
    @Test
    void buildsWhateverCanBeReadAgain() {
        int read = 0;
        for (int at = 0; at < GENERIC.size(); at += 29) {
            var bent = GENERIC.with(at, Bytes.of(GENERIC.at(at) ^ 0x15));
            ProfilePackage profile;
            try {
                profile = ProfilePackage.decode(bent);
            } catch (RuntimeException e) {
                continue; // no package any more
            }
            read++;
            assertThat(built(ProfileTypeText.of(profile))).as("octet %s", at).isEqualTo(bent);
        }
        assertThat(read).isGreaterThan(40);
    }

    @Test
    void givesElementsAndFieldsOfALaterVersionAsOctets() {
        var header = Tlv.first(GENERIC);
        var later = Tlv.of(0xA0, header.value().plus(Bytes.hex("BF2A03040100"))).raw();
        var der = Bytes.concat(later, Bytes.hex("BF3B03800100"), Bytes.hex("AA05A003810101"));

        var yaml = ProfileTypeText.of(ProfilePackage.decode(der));

        assertThat(yaml).contains("- raw: BF3B03800100");
        assertThat(built(yaml)).isEqualTo(der);
    }

    @Test
    void keepsLengthsThatAreLongerThanNeeded() {
        var end = ProfileType.generic().elements().getLast().raw();
        var longer = Bytes.concat(Bytes.of(end.at(0), 0x81), end.from(1));
        var der = GENERIC.first(GENERIC.size() - end.size()).plus(longer);

        assertThat(built(ProfileTypeText.of(ProfilePackage.decode(der)))).isEqualTo(der);
    }

    @Test
    void takesAFileAsTheSpecificationWritesIt() {
        var ours = "elements: [ header: {major-version: 2, minor-version: 3, iccid: 89, eUICC-Mandatory-services: []}, "
                + "telecom: { df-telecom: { fid: 7F10 }, ef-rma: %s }, end: ]";
        var described = built(ours.formatted("{ record-length: 4, record-count: 2, records: [AA, BB] }"));
        var specified = built(ours.formatted("[ { fileDescriptor: { fileDescriptor: 42210004, fileID: 6F53,"
                + " securityAttributesReferenced: 03, efFileSize: 08 } }, { fillFileContent: AA },"
                + " { fillFileOffset: 3 }, { fillFileContent: BB } ]"));

        assertThat(specified).isEqualTo(described);
    }

    @Test
    void saysWhichCommandOrRawElementIsWrong() {
        for (var wrong : List.of(
                "{ genericFileManagement: [ { paint: red } ] }",
                "{ genericFileManagement: { colour: red } }",
                "{ raw: AA05A0 }",
                "{ raw: xyz }")) {
            assertThatThrownBy(() -> ProfileType.build("bad.yaml", new StringReader("elements: [ {}, " + wrong + "]")))
                    .isInstanceOf(BadYaml.class)
                    .hasMessageStartingWith("bad.yaml line 1, elements[1]");
        }
    }
}
