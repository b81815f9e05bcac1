package org.esimtestbed.profilepackage.file;

import java.util.Optional;
import java.util.OptionalInt;

/// A file as its template has it, before an element changes it.
///
/// @param name       the field of the element: `ef-imsi`
/// @param fid        none where the element must say (ADFs, DF.EAP)
/// @param records    how many; none for files without records, and where the element must say
/// @param size       octets of a record, or of the whole file; none where the element must say
/// @param sfi        1 to 30
/// @param arrRecord  record of the EF.ARR that governs it
/// @param highUpdate whether it is written often
/// @param content    what it holds when nothing else is said; none where the element must say
public record FileTemplate(
        String name,
        FileKind kind,
        OptionalInt fid,
        OptionalInt records,
        OptionalInt size,
        OptionalInt sfi,
        int arrRecord,
        boolean highUpdate,
        Optional<ContentPattern> content) {

    static FileTemplate parse(String line) {
        var words = line.trim().split(" +");
        return new FileTemplate(
                words[0],
                FileKind.ofCode(words[1]),
                number(words[2], 16),
                number(words[3], 10),
                number(words[4], 10),
                number(words[5], 16),
                Integer.parseInt(words[6]),
                words[7].equals("high"),
                words[8].equals("-") ? Optional.empty() : Optional.of(ContentPattern.parse(words[8])));
    }

    private static OptionalInt number(String word, int radix) {
        return word.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(word, radix));
    }
}
