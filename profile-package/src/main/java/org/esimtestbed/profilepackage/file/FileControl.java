package org.esimtestbed.profilepackage.file;

import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition.ProprietaryInformation;
import org.esimtestbed.profilepackage.file.FileDefinition.SecurityAttributes;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// What an Fcp of the package says, each field absent where it says nothing.
record FileControl(
        Optional<FileKind> kind,
        OptionalInt recordLength,
        OptionalInt fid,
        Optional<Aid> dfName,
        int lifeCycle,
        Optional<SecurityAttributes> security,
        OptionalInt size,
        Optional<Bytes> pinStatusTemplate,
        Optional<Bytes> shortFileId,
        Optional<ProprietaryInformation> proprietary,
        Optional<Bytes> linkPath) {
    static final FileControl NOTHING = new FileControl(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            5,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// @throws ElementRefused with BAD_VALUES for a field no card can take
    static FileControl of(ProfileElement element, Value.Sequence fcp) {
        Optional<FileKind> kind = Optional.empty();
        var recordLength = OptionalInt.empty();
        var fid = OptionalInt.empty();
        Optional<Aid> dfName = Optional.empty();
        int lifeCycle = 5;
        Optional<SecurityAttributes> security = Optional.empty();
        var size = OptionalInt.empty();
        Optional<Bytes> pins = Optional.empty();
        Optional<Bytes> shortFileId = Optional.empty();
        Optional<ProprietaryInformation> proprietary = Optional.empty();
        Optional<Bytes> linkPath = Optional.empty();
        for (var field : fcp.fields()) {
            var tlv = field.value().tlv();
            var octets = tlv.value();
            switch (tlv.tag()) {
                case 0x82 -> {
                    check(element, octets.size() >= 2 && octets.size() <= 4, "fileDescriptor", octets);
                    kind = FileKind.ofDescriptorByte(octets.at(0));
                    check(element, kind.isPresent(), "fileDescriptor", octets);
                    if (octets.size() > 2)
                        recordLength = OptionalInt.of((int) octets.from(2).unsigned());
                }
                case 0x83 -> {
                    check(element, octets.size() == 2, "fileID", octets);
                    fid = OptionalInt.of((int) octets.unsigned());
                }
                case 0x84 -> {
                    check(element, octets.size() >= 5 && octets.size() <= 16, "dfName", octets);
                    dfName = Optional.of(new Aid(octets));
                }
                case 0x8A -> {
                    check(element, octets.size() == 1, "lcsi", octets);
                    lifeCycle = octets.at(0);
                }
                case 0x8B -> {
                    check(element, octets.size() == 1 || octets.size() == 3, "securityAttributesReferenced", octets);
                    security = Optional.of(new SecurityAttributes(0x8B, octets));
                }
                case 0x8C, 0xAB -> security = Optional.of(new SecurityAttributes(tlv.tag(), octets));
                case 0x80 -> {
                    // Leading zeros are forbidden and harmless; more than 4 significant octets are neither.
                    check(element, !octets.isEmpty() && octets.size() <= 4, "efFileSize", octets);
                    long number = octets.unsigned();
                    check(element, number <= Integer.MAX_VALUE, "efFileSize", octets);
                    size = OptionalInt.of((int) number);
                }
                case 0xC6 -> pins = Optional.of(octets);
                case 0x88 -> {
                    check(element, octets.size() <= 1, "shortEFID", octets);
                    shortFileId = Optional.of(octets);
                }
                case 0xA5 -> proprietary = Optional.of(proprietary(element, field.value()));
                case 0xC7 -> {
                    check(element, octets.size() <= 8 && octets.size() % 2 == 0, "linkPath", octets);
                    linkPath = Optional.of(octets);
                }
                default -> {} // a field of a later version
            }
        }
        return new FileControl(
                kind, recordLength, fid, dfName, lifeCycle, security, size, pins, shortFileId, proprietary, linkPath);
    }

    private static ProprietaryInformation proprietary(ProfileElement element, Value value) {
        Optional<Bytes> fill = Optional.empty();
        Optional<Bytes> repeat = Optional.empty();
        Optional<Bytes> maximum = Optional.empty();
        int special = 0;
        int details = 1;
        for (var field : value.children()) {
            var octets = field.value().tlv().value();
            switch (field.value().tlv().tag()) {
                case 0xC0 -> special = single(element, "specialFileInformation", octets);
                case 0xC1 -> fill = Optional.of(octets);
                case 0xC2 -> repeat = Optional.of(octets);
                case 0x86 -> maximum = Optional.of(octets);
                case 0x84 -> details = single(element, "fileDetails", octets);
                default -> {} // a field of a later version
            }
        }
        fill.ifPresent(octets -> check(element, !octets.isEmpty(), "fillPattern", octets));
        repeat.ifPresent(octets -> check(element, !octets.isEmpty(), "repeatPattern", octets));
        return new ProprietaryInformation(special, fill, repeat, maximum, details);
    }

    private static int single(ProfileElement element, String field, Bytes octets) {
        check(element, octets.size() == 1, field, octets);
        return octets.at(0);
    }

    private static void check(ProfileElement element, boolean good, String field, Bytes octets) {
        if (!good) throw element.refused(PeStatus.BAD_VALUES, field + " cannot be " + octets.hex());
    }

    /// What fills the file before content is written: the pattern given here, or else the template's.
    ContentPattern pattern(ContentPattern template) {
        if (proprietary.isEmpty()) return template;
        var info = proprietary.get();
        if (info.fillPattern().isPresent())
            return new ContentPattern.Padded(info.fillPattern().get(), Bytes.EMPTY);
        return info.repeatPattern()
                .<ContentPattern>map(ContentPattern.Repeated::new)
                .orElse(template);
    }
}
