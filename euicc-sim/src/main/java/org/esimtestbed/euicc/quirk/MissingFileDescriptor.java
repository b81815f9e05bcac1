package org.esimtestbed.euicc.quirk;

import java.util.List;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// Every set of file control parameters must say what kind of file it is for.
record MissingFileDescriptor() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "missing-file-descriptor",
            "File control parameters without a nested fileDescriptor are refused with bad-values(3), although the "
                    + "template gives one.",
            "TCA eUICC Profile Package Annex A, Fcp.fileDescriptor OPTIONAL",
            "osmocom/pysim:pySim/esim/saip/__init__.py (from_fileDescriptor)",
            new MissingFileDescriptor());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        for (var file : FileControls.of(element)) {
            if (!file.has("fileDescriptor")) {
                throw element.refused(PeStatus.BAD_VALUES, file.path() + " lacks fileDescriptor");
            }
        }
        return element;
    }
}
