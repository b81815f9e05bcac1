package org.esimtestbed.profilepackage.file;

import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition.ProprietaryInformation;
import org.esimtestbed.profilepackage.file.FileDefinition.SecurityAttributes;
import org.esimtestbed.rsp.tlv.Bytes;

/// A file while an element still writes to it: its definition, and the octets with the position that offsets move.
final class FileDraft {
    private static final int LARGEST_EF = 0xFFFF; // offsets and sizes of an EF are 2 octets, ETSI TS 102 221 §11.1.5

    private final ProfileElement element;
    private final FileDefinition definition;
    private final byte[] octets;
    private int position;
    private int end;

    private FileDraft(ProfileElement element, FileDefinition definition, byte[] octets, int end) {
        this.element = element;
        this.definition = definition;
        this.octets = octets;
        this.end = end;
    }

    /// A file to be created, from its template (none for genericFileManagement) and what the element says.
    ///
    /// @param parent the directory it goes into; for an ADF the MF
    static FileDraft create(
            ProfileElement element,
            String name,
            Optional<FileTemplate> template,
            FileControl control,
            FilePath parent,
            FileDefinition.Source source) {
        var kind = kind(element, name, template, control);
        var fid = control.fid().isPresent()
                ? control.fid()
                : template.flatMap(FileDraft::fid).orElse(OptionalInt.empty());
        if (fid.isEmpty() && kind != FileKind.MF) throw refused(element, name, "has no fileID");
        var path = kind == FileKind.MF ? FilePath.MF : parent.child(fid.getAsInt());
        // An empty linkPath makes an independent file of what the template links.
        var link = control.linkPath().filter(octets -> !octets.isEmpty()).map(FilePath::of);
        boolean plain = link.isEmpty() && !kind.isDirectory();
        int recordLength = plain && kind.hasRecords() ? recordLength(element, name, template, control) : 0;
        int size = plain ? size(element, name, template, control, kind, recordLength) : 0;
        var definition = new FileDefinition(
                template.isPresent() ? name : path.toString(),
                path,
                kind,
                true,
                kind.isDirectory() ? OptionalInt.empty() : sfi(template, control, path.fid()),
                size,
                recordLength,
                recordLength == 0 ? 0 : size / recordLength,
                control.lifeCycle(),
                security(template, control, kind, path),
                control.pinStatusTemplate(),
                control.dfName(),
                control.proprietary().orElse(ProprietaryInformation.NONE),
                template.map(FileTemplate::highUpdate).orElse(false)
                        || control.proprietary()
                                .map(info -> info.specialFileInformation() >= 0x80)
                                .orElse(false),
                Bytes.EMPTY,
                link,
                source);
        if (!plain) return new FileDraft(element, definition, new byte[0], 0);
        if (kind == FileKind.BER_TLV)
            return new FileDraft(element, definition, new byte[Math.min(size, LARGEST_EF)], 0);
        var pattern = control.pattern(template.flatMap(FileTemplate::content).orElse(ContentPattern.ERASED));
        return new FileDraft(element, definition, filled(pattern, size, recordLength), size);
    }

    /// A file that stands already and gets new content.
    static FileDraft reopen(ProfileElement element, FileDefinition standing, FileDefinition.Source source) {
        var octets = new byte
                [Math.max(
                        Math.min(standing.size(), LARGEST_EF),
                        standing.content().size())];
        standing.content().copyTo(octets, 0);
        var definition = new FileDefinition(
                standing.name(),
                standing.path(),
                standing.kind(),
                false,
                standing.sfi(),
                standing.size(),
                standing.recordLength(),
                standing.records(),
                standing.lifeCycle(),
                standing.security(),
                standing.pinStatusTemplate(),
                standing.dfName(),
                standing.proprietary(),
                standing.highUpdate(),
                standing.content(),
                standing.link(),
                source);
        return new FileDraft(element, definition, octets, standing.content().size());
    }

    private static byte[] filled(ContentPattern pattern, int size, int recordLength) {
        var octets = new byte[size];
        var unit = pattern.fill(recordLength == 0 ? size : recordLength);
        for (int at = 0; at < size && !unit.isEmpty(); at += unit.size()) unit.copyTo(octets, at);
        return octets;
    }

    private static Optional<OptionalInt> fid(FileTemplate template) {
        return Optional.of(template.fid());
    }

    private static FileKind kind(
            ProfileElement element, String name, Optional<FileTemplate> template, FileControl control) {
        if (template.isPresent() && template.get().kind().isDirectory())
            return template.get().kind();
        var kind = control.kind().or(() -> template.map(FileTemplate::kind));
        if (kind.isPresent() && kind.get() == FileKind.DF && control.dfName().isPresent()) return FileKind.ADF;
        return kind.orElseThrow(() -> refused(element, name, "has no fileDescriptor"));
    }

    private static int recordLength(
            ProfileElement element, String name, Optional<FileTemplate> template, FileControl control) {
        var length = control.recordLength().isPresent()
                ? control.recordLength()
                : template.map(FileTemplate::size).orElse(OptionalInt.empty());
        if (length.isEmpty()) throw refused(element, name, "has no record length");
        if (length.getAsInt() < 1 || length.getAsInt() > 255) {
            throw element.refused(PeStatus.BAD_VALUES, name + " has records of " + length.getAsInt() + " octets");
        }
        return length.getAsInt();
    }

    private static int size(
            ProfileElement element,
            String name,
            Optional<FileTemplate> template,
            FileControl control,
            FileKind kind,
            int recordLength) {
        int size;
        if (control.size().isPresent()) {
            size = control.size().getAsInt();
        } else if (recordLength == 0) {
            size = template.map(FileTemplate::size).orElse(OptionalInt.empty()).orElse(-1);
        } else {
            int records = template.map(FileTemplate::records)
                    .orElse(OptionalInt.empty())
                    .orElse(-1);
            size = records < 0 ? -1 : records * recordLength;
        }
        if (size < 0 && kind == FileKind.BER_TLV) return 0; // no size reserved, ETSI TS 102 222 §6.3.2.2.1
        if (size < 0) throw refused(element, name, "has no efFileSize, and its template has none");
        if (recordLength > 0 && (size % recordLength != 0 || size / recordLength > 254)) {
            throw element.refused(
                    PeStatus.BAD_VALUES,
                    name + " has " + size + " octets, which are no 0 to 254 records of " + recordLength);
        }
        if (size > LARGEST_EF && kind != FileKind.BER_TLV) {
            throw element.refused(PeStatus.NOT_ENOUGH_MEMORY, name + " asks for " + size + " octets");
        }
        return size;
    }

    /// Tag 88: an octet says it, empty means none, absence leaves it to the template or, without one, to the file ID
    /// (ETSI TS 102 222 §6.3.2.2.1).
    private static OptionalInt sfi(Optional<FileTemplate> template, FileControl control, int fid) {
        if (control.shortFileId().isPresent()) {
            var octets = control.shortFileId().get();
            return octets.isEmpty() || octets.at(0) >> 3 == 0 ? OptionalInt.empty() : OptionalInt.of(octets.at(0) >> 3);
        }
        if (template.isPresent()) return template.get().sfi();
        int low = fid & 0x1F;
        return low == 0 || low == 0x1F ? OptionalInt.empty() : OptionalInt.of(low);
    }

    private static SecurityAttributes security(
            Optional<FileTemplate> template, FileControl control, FileKind kind, FilePath path) {
        // The EF.ARR of the MF governs the MF, ADFs and what lies directly in the MF; 6F06 the rest.
        boolean ofMf =
                kind == FileKind.MF || kind == FileKind.ADF || path.fids().size() == 1;
        var arr = ofMf ? Bytes.of(0x2F, 0x06) : Bytes.of(0x6F, 0x06);
        if (control.security().isEmpty()) {
            return new SecurityAttributes(
                    0x8B,
                    arr.plus(Bytes.of(template.map(FileTemplate::arrRecord).orElse(1))));
        }
        var given = control.security().get();
        return given.tag() == 0x8B && given.value().size() == 1
                ? new SecurityAttributes(0x8B, arr.plus(given.value()))
                : given;
    }

    private static RuntimeException refused(ProfileElement element, String name, String why) {
        return element.refused(PeStatus.INVALID_PARAMETER, name + " " + why);
    }

    /// Moves the position on from the end of what was written last.
    void skip(long count) {
        if (count < 0 || count > LARGEST_EF) {
            throw element.refused(PeStatus.BAD_VALUES, definition.name() + " skips " + count + " octets");
        }
        position += (int) count;
    }

    void write(Bytes content) {
        if (definition.kind().isDirectory())
            throw refused(element, definition.name(), "is a directory and takes no content");
        if (definition.link().isPresent()) throw refused(element, definition.name(), "is a link and takes no content");
        if (content.size() > octets.length - position) {
            throw element.refused(
                    PeStatus.BAD_VALUES,
                    definition.name() + " has " + octets.length + " octets, and content ends at "
                            + (position + content.size()));
        }
        content.copyTo(octets, position);
        position += content.size();
        end = Math.max(end, position);
    }

    FilePath path() {
        return definition.path();
    }

    /// The file as it now is, its source ending before the given item.
    FileDefinition finish(int to) {
        var source = definition.source();
        return new FileDefinition(
                definition.name(),
                definition.path(),
                definition.kind(),
                definition.created(),
                definition.sfi(),
                definition.size(),
                definition.recordLength(),
                definition.records(),
                definition.lifeCycle(),
                definition.security(),
                definition.pinStatusTemplate(),
                definition.dfName(),
                definition.proprietary(),
                definition.highUpdate(),
                end == 0 ? Bytes.EMPTY : Bytes.wrap(octets).first(end),
                definition.link(),
                new FileDefinition.Source(source.element(), source.list(), source.from(), to));
    }
}
