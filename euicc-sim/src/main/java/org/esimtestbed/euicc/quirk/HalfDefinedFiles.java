package org.esimtestbed.euicc.quirk;

import java.util.List;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// A file of which neither template nor element gives the size stops this card, even where it gives the record length.
record HalfDefinedFiles() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "half-defined-files",
            "A file descriptor with a record length and no efFileSize is refused with bad-values(3), also where the "
                    + "template leaves the number of records to the package.",
            "SAIP DF.5GS template, EF.OPL5G and EF.SUCI_Calc_Info",
            "osmocom/pysim@1347d5f, @2e7944c",
            new HalfDefinedFiles());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        for (var file : FileControls.of(element)) {
            var descriptor = file.fcp().find("fileDescriptor");
            boolean hasRecords =
                    descriptor.isPresent() && descriptor.get().tlv().value().size() > 2;
            if (hasRecords && !file.has("efFileSize")) {
                throw element.refused(PeStatus.BAD_VALUES, file.path() + " has records and no efFileSize");
            }
        }
        return element;
    }
}
