package org.esimtestbed.profilepackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.file.FileSystemExpansion;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpansionTest {
    static Stream<String> corpus() {
        return Ts48.PROFILES.stream();
    }

    private static Map<String, FileDefinition> byPath(ProfilePackage profile) {
        var files = new HashMap<String, FileDefinition>();
        for (var file : profile.files()) files.put(file.path().toString(), file);
        return files;
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void givesEveryFileAParentASizeAndThatMuchContent(String name) {
        var expansion = new FileSystemExpansion();
        for (var element : Ts48.profile(name).elements()) {
            for (var file : expansion.expand(element)) {
                assertThat(file.path().parent().isMf()
                                || expansion.file(file.path().parent()).isPresent())
                        .as("%s has a parent", file.path())
                        .isTrue();
                if (file.kind().isDirectory()) {
                    assertThat(file.pinStatusTemplate()).as("%s", file.path()).isPresent();
                } else if (file.link().isPresent()) {
                    assertThat(expansion.file(file.link().get()))
                            .as("target of %s", file.path())
                            .isPresent();
                } else if (file.kind() != FileKind.BER_TLV) {
                    assertThat(file.size()).as("%s", file.path()).isPositive();
                    assertThat(file.content().size()).as("%s", file.path()).isEqualTo(file.size());
                }
                if (file.kind().hasRecords() && file.link().isEmpty()) {
                    assertThat(file.recordLength() * file.records())
                            .as("%s", file.path())
                            .isEqualTo(file.size());
                }
                // Every access rule must be there: a record of the EF.ARR it names, next to the file or above it.
                assertThat(file.security().arrRecord().getAsInt())
                        .as("%s", file.path())
                        .isPositive();
            }
        }
    }

    /// The record of the EF.ARR a file refers to: in its own directory or the next one above it (TS 102 221 §9.2.7).
    private static String accessRule(FileSystemExpansion expansion, FileDefinition file) {
        int fid = file.security().arrFile().getAsInt();
        int record = file.security().arrRecord().getAsInt();
        var directory = file.kind().isDirectory() ? file.path() : file.path().parent();
        while (expansion.file(directory.child(fid)).isEmpty() && !directory.isMf()) directory = directory.parent();
        return expansion.file(directory.child(fid)).orElseThrow().record(record).hex();
    }

    @Nested
    class Ts48Version7 {
        private final Map<String, FileDefinition> files = byPath(Ts48.profile(Ts48.V7));

        @Test
        void holdsTheIccidOfItsHeader() {
            assertThat(Iccid.ofEf(files.get("3F00/2FE2").content()).digits()).isEqualTo("89000123456789012341");
            assertThat(files.get("3F00/2FE2").sfi()).hasValue(2);
        }

        @Test
        void listsThreeApplicationsInEfDir() {
            var dir = files.get("3F00/2F00");
            assertThat(dir.records()).isEqualTo(4);
            assertThat(dir.record(1))
                    .isEqualTo(Bytes.hex("61144F0CA0000000871002FF49FF058950045553494D")
                            .plus(Bytes.repeat(0xFF, 11)));
            assertThat(dir.record(3).size()).isEqualTo(33);
            assertThat(dir.record(4)).isEqualTo(Bytes.repeat(0xFF, 33));
            assertThat(dir.sfi()).hasValue(0x1E); // by template
        }

        @Test
        void hasTheServiceTableItSays() {
            assertThat(files.get("3F00/7FD0/6F38").content())
                    .isEqualTo(Bytes.hex("9EFFBF1DFF3E0083410310010400403E39"));
            assertThat(files.get("3F00/7FD0/6F38").security().arrRecord()).hasValue(4);
        }

        @Test
        void fillsFromPatternDefaultAndOffset() {
            // fillPattern 07FF over a template default that says the same, 33 octets
            assertThat(files.get("3F00/7FD0/6F08").content())
                    .isEqualTo(Bytes.of(7).plus(Bytes.repeat(0xFF, 32)));
            // default of EF.SMS is one status octet 00 for each record
            var sms = files.get("3F00/7FD0/6F3C");
            assertThat(sms.records()).isEqualTo(10);
            assertThat(sms.record(10).first(2)).isEqualTo(Bytes.of(0x00, 0xFF));
            // EF.EPSLOCI: offset 12, the rest as the template has it
            assertThat(files.get("3F00/7FD0/6FE3").content())
                    .isEqualTo(Bytes.repeat(0xFF, 12).plus(Bytes.hex("000000000001")));
            // EF.CFIS has no entry here; EF.THRESHOLD repeats FF
            assertThat(files.get("3F00/7FD0/6F5C").content()).isEqualTo(Bytes.repeat(0xFF, 3));
        }

        @Test
        void readsSuciFilesOfTheTerminalAndOfTheUsim() {
            var terminal = files.get("3F00/7FD0/5FC0/4F07");
            assertThat(terminal.content()).isEqualTo(Bytes.hex("A0020000").plus(Bytes.repeat(0xFF, 114)));
            assertThat(terminal.sfi()).hasValue(7);
            var usim = files.get("3F00/7FD0/5FD0/4F01");
            assertThat(usim.size()).isEqualTo(118);
            assertThat(usim.sfi()).isEmpty();
            assertThat(files.get("3F00/7FD0/5FC0/4F0A").content()).isEqualTo(Bytes.hex("F0FFFFFF"));
        }

        @Test
        void linksTheFilesOfTelecomToThoseOfTheUsim() {
            var msisdn = files.get("3F00/7F10/6F40");
            assertThat(msisdn.link()).contains(FilePath.of(0x7FD0, 0x6F40));
            assertThat(msisdn.content()).isEqualTo(Bytes.EMPTY);
            assertThat(msisdn.sfi()).isEmpty(); // tag 88 without a value
        }

        @Test
        void takesTheShortIdentifierFromTheFileIdWhereNothingIsSaid() {
            assertThat(files.get("3F00/7F10/5F3E/4F01").sfi()).hasValue(1); // no tag 88
            assertThat(files.get("3F00/7F10/5F3A/4F11").sfi()).hasValue(2); // 88 10
            assertThat(files.get("3F00/7F10/6F44").sfi()).isEmpty(); // 88 empty
        }

        @Test
        void makesBerTlvFilesEmpty() {
            var ursp = files.get("3F00/7FD0/5FC0/4F0B");
            assertThat(ursp.kind()).isEqualTo(FileKind.BER_TLV);
            assertThat(ursp.size()).isEqualTo(1024);
            assertThat(ursp.content()).isEqualTo(Bytes.EMPTY);
        }

        @Test
        void writesGenericFilesRecordByRecord() {
            var adn = files.get("3F00/7F10/5F3A/4F3A");
            assertThat(adn.recordLength()).isEqualTo(28);
            assertThat(adn.records()).isEqualTo(10);
            assertThat(adn.record(1)).isEqualTo(Bytes.hex("546573746E722E31FFFFFFFFFFFF069194982143F1FFFFFFFFFFFFFF"));
            // ten contents of two octets, one after another
            assertThat(files.get("3F00/7F10/5F3A/4F16").content())
                    .isEqualTo(Bytes.hex("00010002").plus(Bytes.repeat(0, 16)));
        }

        @Test
        void namesApplicationsByAidAndTemporaryFileId() {
            var usim = files.get("3F00/7FD0");
            assertThat(usim.kind()).isEqualTo(FileKind.ADF);
            assertThat(usim.dfName().orElseThrow().bytes()).isEqualTo(Bytes.hex("A0000000871002FF49FF0589"));
            assertThat(usim.pinStatusTemplate()).contains(Bytes.hex("81010A0B"));
            assertThat(usim.security().arrFile()).hasValue(0x2F06);
            assertThat(files.get("3F00/7FC0/6F28").record(6)).isEqualTo(Bytes.hex("E803AE0806"));
        }
    }

    @Nested
    class Refusals {
        private final ProfilePackage generic = ProfileType.generic();

        private ProfilePackage changed(String path, Value value) {
            int dot = path.indexOf('.');
            var element = generic.elements().stream()
                    .filter(one -> one.name().equals(path.substring(0, dot)))
                    .findFirst()
                    .orElseThrow();
            return ProfilePackage.decode(
                    generic.with(element.with(path.substring(dot + 1), value)).encode());
        }

        private void refuses(String path, Value value, PeStatus status, String element) {
            var profile = changed(path, value);
            assertThatThrownBy(profile::files).isInstanceOfSatisfying(ElementRefused.class, refused -> {
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.elementName()).isEqualTo(element);
                assertThat(refused.identification())
                        .hasValue(profile.elements()
                                .get(refused.elementIndex())
                                .identification()
                                .getAsInt());
            });
        }

        @Test
        void anUnknownTemplateIsStatus9() {
            var unknown = Value.ObjectIdentifier.of(0x81, new Oid("2.23.143.1.2.99"));
            refuses("usim.templateID", unknown, PeStatus.TEMPLATE_NOT_SUPPORTED, "usim");
            assertThat(PeStatus.TEMPLATE_NOT_SUPPORTED.number()).isEqualTo(9);
        }

        @Test
        void aTemplateOfAnotherElementIsStatus9() {
            var telecom = Value.ObjectIdentifier.of(0x81, new Oid("2.23.143.1.2.3"));
            refuses("isim.templateID", telecom, PeStatus.TEMPLATE_NOT_SUPPORTED, "isim");
        }

        @Test
        void contentBeyondTheFileIsABadValue() {
            refuses(
                    "usim.ef-imsi[1].fillFileContent",
                    Value.Octets.of(0x83, Bytes.repeat(1, 10)),
                    PeStatus.BAD_VALUES,
                    "usim");
        }

        @Test
        void anUnknownFileDescriptorIsABadValue() {
            refuses(
                    "usim.ef-imsi[0].fileDescriptor.fileDescriptor",
                    Value.Octets.of(0x82, Bytes.hex("4321")),
                    PeStatus.BAD_VALUES,
                    "usim");
        }

        @Test
        void aFileThatFillsAnyCardIsTooMuchMemory() {
            refuses(
                    "usim.ef-ust[0].fileDescriptor.efFileSize",
                    Value.Octets.of(0x80, Bytes.hex("7FFFFFFF")),
                    PeStatus.NOT_ENOUGH_MEMORY,
                    "usim");
        }

        @Test
        void aPathToNothingIsAnInvalidParameter() {
            refuses(
                    "genericFileManagement.fileManagementCMD[0][0].filePath",
                    Value.Octets.of(0x80, Bytes.hex("7FD05FFF")),
                    PeStatus.INVALID_PARAMETER,
                    "genericFileManagement");
        }
    }

    @Test
    void createsWhatADefaultTemplateHasUnlessToldNotTo() {
        var profile = managing("{ path: }"); // selects the MF and does nothing
        var files = byPath(profile);
        assertThat(files.get("3F00/7FD0/6F7E").content()).isEqualTo(Bytes.hex("FFFFFFFFFFFFFF0000FF01"));
        assertThat(files.get("3F00/7FD0/6F7E").highUpdate()).isTrue();
        assertThat(files.get("3F00/2F05").content()).isEqualTo(Bytes.hex("FFFF"));

        var usim = profile.elements().get(2);
        var never = Value.ListOf.of(0xAD, java.util.List.of(Value.Choice.untagged("doNotCreate", Value.Null.of(0x80))));
        assertThat(usim.find("ef-spn").orElseThrow().tlv().tag()).isEqualTo(0xAD);
        var without = profile.with(usim.with("ef-spn", never));
        assertThat(byPath(without)).doesNotContainKey("3F00/7FD0/6F46").hasSize(files.size() - 1);
    }

    private static final String SMALL = """
            elements:
              - header: { major-version: 2, minor-version: 3, iccid: 89882110000000000010, eUICC-Mandatory-services: [usim] }
              - mf:
                  mf: { pins: 01 }
                  ef-iccid: { content: 98881201000000000001 }
                  ef-dir: { record-length: 9, record-count: 1 }
                  ef-arr: { record-length: 9, record-count: 1 }
              - usim:
                  adf-usim: { fid: 7FD0, aid: A0000000871002, pins: 01 }
                  ef-imsi:
                  ef-arr: { record-length: 9, record-count: 1 }
                  ef-ust:
                  ef-spn:
                  ef-est:
                  ef-acc:
                  ef-ecc:
              - genericFileManagement:
            COMMANDS
              - end:
            """;

    private static ProfilePackage managing(String... commands) {
        var lines = Stream.of(commands).map(command -> "      - " + command).toList();
        return ProfileType.build("small.yaml", new StringReader(SMALL.replace("COMMANDS", String.join("\n", lines))));
    }

    @Test
    void fillsAFileThatAnEarlierElementCreated() {
        var profile = managing("{ path: 7FD06F78, offset: 1, content: 04 }");
        var all = profile.files();
        var acc = all.getLast();
        assertThat(acc.created()).isFalse();
        assertThat(acc.name()).isEqualTo("ef-acc");
        assertThat(acc.content()).isEqualTo(Bytes.hex("FF04"));
    }

    @Test
    void personalisesAnImsiWhereverThePackageWritesItLast() {
        var profile = managing("{ path: 7FD06F07, content: 080910100000000010 }", "{ path: 7FD06F78, content: 0002 }");
        var imsi = new org.esimtestbed.rsp.id.Imsi("001010000067894");
        var after = ProfilePackage.decode(
                profile.personalise(Subscription.of(profile.iccid(), imsi)).encode());

        assertThat(profile.imsi().orElseThrow().digits()).isEqualTo("001010000000001");
        assertThat(after.imsi()).contains(imsi);
        assertThat(byPath(after).get("3F00/7FD0/6F78").content()).isEqualTo(Bytes.hex("0010"));
        assertThat(PersonalisationTest.changedPaths(profile, after))
                .allMatch(path ->
                        path.matches("genericFileManagement\\.fileManagementCMD\\[0]\\[[13]]\\.fillFileContent"))
                .hasSize(2);
    }

    @Test
    void createsSeveralFilesFromOneFieldThatDescribesSeveral() {
        var telecom = ProfileType.generic().elements().get(4);
        var first = telecom.find("ef-arr[0]").orElseThrow();
        var second = first.with("fileDescriptor.fileID", Value.Octets.of(0x83, Bytes.hex("6F07")));
        var content = Value.Choice.untagged("fillFileContent", Value.Octets.of(0x83, Bytes.of(1)));
        var both = Value.ListOf.of(
                telecom.find("ef-arr").orElseThrow().tlv().tag(), java.util.List.of(first, content, second));
        var made = new FileSystemExpansion().expand(telecom.with("ef-arr", both));

        assertThat(made).extracting(file -> file.path().toString()).endsWith("3F00/7F10/6F06", "3F00/7F10/6F07");
        assertThat(made.get(1).content().at(0)).isEqualTo(1);
        assertThat(made.get(2).content().at(0)).isEqualTo(0xFF);
        assertThat(made.get(2).source().from()).isEqualTo(2);
    }

    @Test
    void refusesToCreateAFileTwiceAndToLinkToNothing() {
        var twice = managing("{ path: 7FD0, create: { kind: TR, fid: 6F07, arr: 2, size: 9 } }");
        assertThatThrownBy(twice::files).isInstanceOf(ElementRefused.class).hasMessageContaining("is there already");
        var dangling = managing("{ path: 7FD0, create: { kind: TR, fid: 6F99, arr: 2, link: 7F106F3A } }");
        assertThatThrownBy(dangling::files)
                .isInstanceOf(ElementRefused.class)
                .hasMessageContaining("which is not there");
    }

    @Test
    void refusesContentBeforeAFileIsSelected() {
        assertThatThrownBy(managing("{ content: 00 }")::files)
                .isInstanceOf(ElementRefused.class)
                .hasMessageContaining("before it selects or creates one");
    }

    @Test
    void refusesTheOptionalFilesOfAUsimThatIsNotThere() {
        var generic = ProfileType.generic();
        assertThatThrownBy(() ->
                        new FileSystemExpansion().expand(generic.elements().get(7)))
                .isInstanceOfSatisfying(
                        ElementRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(PeStatus.INVALID_PARAMETER));
    }

    @Test
    void everyTemplateNamesTheFilesOfItsElement() {
        assertThat(Template.all()).hasSize(28).allSatisfy(template -> {
            var fields = ((Type.Structure) Schema.PROFILE_ELEMENT
                            .named(template.element())
                            .orElseThrow()
                            .type())
                    .fields();
            var names = fields.stream().map(Type.Component::name).toList();
            assertThat(names)
                    .containsAll(
                            template.files().stream().map(file -> file.name()).toList());
        });
    }

    @Test
    void everyTemplateDefaultFitsItsFile() {
        assertThat(Template.all()).flatExtracting(Template::files).allSatisfy(file -> {
            if (file.size().isPresent() && file.content().isPresent()) {
                int size = file.size().getAsInt();
                assertThat(file.content().get().fill(size).size())
                        .as(file.name())
                        .isEqualTo(size);
            }
        });
    }
}
