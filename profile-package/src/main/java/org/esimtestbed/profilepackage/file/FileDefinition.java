package org.esimtestbed.profilepackage.file;

import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// A file as a card is to hold it after the element that makes it.
///
/// @param name         the field that gives it, `ef-imsi`; for genericFileManagement its path
/// @param path         ADFs by the temporary file ID of the package
/// @param created      false when the file stood before and only its content is new
/// @param sfi          1 to 30; none when the file has no short identifier
/// @param size         octets in all; 0 for directories and links; for BER-TLV the reserved size
/// @param recordLength octets; 0 without records
/// @param records      how many; 0 without records
/// @param lifeCycle    LCSI, 05 operational activated where nothing is said (ETSI TS 102 221 §11.1.1.4.9)
/// @param security     who may do what with it
/// @param pinStatusTemplate value of tag C6, directories only
/// @param dfName       the AID of an ADF
/// @param proprietary  what the element said under tag A5
/// @param highUpdate   whether it is written often
/// @param content      all octets, records one after another; for BER-TLV the data objects; empty for links
/// @param link         the file whose content this one shows
/// @param source       where in the package its content is given
public record FileDefinition(
        String name,
        FilePath path,
        FileKind kind,
        boolean created,
        OptionalInt sfi,
        int size,
        int recordLength,
        int records,
        int lifeCycle,
        SecurityAttributes security,
        Optional<Bytes> pinStatusTemplate,
        Optional<Aid> dfName,
        ProprietaryInformation proprietary,
        boolean highUpdate,
        Bytes content,
        Optional<FilePath> link,
        Source source) {

    /// @param tag   8B referenced, 8C compact, AB expanded (ETSI TS 102 221 §11.1.1.4.7)
    /// @param value as given, or made from the template
    public record SecurityAttributes(int tag, Bytes value) {
        /// File ID of the EF.ARR a referenced format names.
        public OptionalInt arrFile() {
            return isReferenced() ? OptionalInt.of(value.at(0) << 8 | value.at(1)) : OptionalInt.empty();
        }

        public OptionalInt arrRecord() {
            return isReferenced() ? OptionalInt.of(value.at(2)) : OptionalInt.empty();
        }

        private boolean isReferenced() {
            return tag == 0x8B && value.size() == 3;
        }
    }

    /// Tag A5 (ETSI TS 102 222 §6.3.2.2.2).
    ///
    /// @param specialFileInformation C0: bit 8 high update, bit 7 readable and updatable when deactivated
    /// @param maximumFileSize        86, BER-TLV only
    /// @param fileDetails            84, BER-TLV only
    public record ProprietaryInformation(
            int specialFileInformation,
            Optional<Bytes> fillPattern,
            Optional<Bytes> repeatPattern,
            Optional<Bytes> maximumFileSize,
            int fileDetails) {
        static final ProprietaryInformation NONE =
                new ProprietaryInformation(0, Optional.empty(), Optional.empty(), Optional.empty(), 1);
    }

    /// The items of a list in the package that make this file: from (inclusive) to (exclusive).
    ///
    /// @param element index of the profile element
    /// @param list    path of the list below it; empty for a file the template makes alone
    public record Source(int element, String list, int from, int to) {}

    public int fid() {
        return path.fid();
    }

    /// @param number from 1
    /// @throws IndexOutOfBoundsException if there is no such record
    public Bytes record(int number) {
        return content.slice((number - 1) * recordLength, number * recordLength);
    }
}
