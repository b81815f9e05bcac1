package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.install.SegmentHeader;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A package must be cut exactly where SGP.22 cuts it.
record StrictSegmentation() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "strict-segmentation",
            "A segment that is anything but A0 or A2 with its first 87, A1 or A3 alone, or one whole 86, 87 or 88 ends "
                    + "the installation with scp03tStructureError(7).",
            "SGP.22 §2.5.5",
            "damonto/euicc-rs@616fba3; waigel/euicc-lpa@ca4ea5c",
            new StrictSegmentation());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public void segment(int number, Bytes segment) throws InstallationFailed {
        if (!isOne(segment)) {
            throw new InstallationFailed(
                    ErrorReason.SCP03T_STRUCTURE_ERROR, "segment " + number + " is not cut as SGP.22 §2.5.5 says");
        }
    }

    private static boolean isOne(Bytes segment) {
        try {
            var header = SegmentHeader.of(segment);
            var rest = segment.from(header.size());
            return switch (header.tag()) {
                case BoundProfilePackage.STORE_METADATA, BoundProfilePackage.PROFILE_ELEMENTS -> rest.isEmpty();
                case BoundProfilePackage.CONFIGURE_ISDP, BoundProfilePackage.REPLACE_SESSION_KEYS ->
                    !rest.isEmpty() && Tlv.first(rest).raw().size() == rest.size();
                default -> rest.size() == header.length();
            };
        } catch (MalformedTlv e) {
            return false;
        }
    }
}
