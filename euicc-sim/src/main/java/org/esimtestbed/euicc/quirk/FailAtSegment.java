package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.tlv.Bytes;

/// An installation fails early, in the middle of the package.
///
/// @param number of the segment after InitialiseSecureChannel, from 1
record FailAtSegment(int number) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "fail-at-segment",
            "The ProfileInstallationResult comes with this segment, with installFailedDueToUnknownError(127). An LPA "
                    + "that goes on sending gets 6A88, which hides the cause.",
            "SGP.22 §5.7.6",
            "commaai/openpilot#37890",
            "number of the segment after InitialiseSecureChannel; 5 where left out",
            new FailAtSegment(5),
            node -> new FailAtSegment(node.number()));

    FailAtSegment {
        if (number < 1) throw new IllegalArgumentException("segments count from 1");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public void segment(int at, Bytes segment) throws InstallationFailed {
        if (at == number) throw new InstallationFailed(ErrorReason.UNKNOWN_ERROR, "the quirk fails segment " + at);
    }
}
