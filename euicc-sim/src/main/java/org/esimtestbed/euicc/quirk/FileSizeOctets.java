package org.esimtestbed.euicc.quirk;

import java.util.List;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// A file size must be written with more octets than it needs.
///
/// @param minimum 2 to 4 octets
record FileSizeOctets(int minimum) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "file-size-octets",
            "An efFileSize of a single octet is refused with bad-values(3), although later versions of the format "
                    + "demand the fewest octets.",
            "ETSI TS 102 222 §6.3.2.2 against SAIP after 2.0",
            "osmocom/pysim:pySim/esim/saip/__init__.py",
            "fewest octets; 2 where left out",
            new FileSizeOctets(2),
            node -> new FileSizeOctets(node.number()));

    FileSizeOctets {
        if (minimum < 2 || minimum > 4) throw new IllegalArgumentException("a file size has 2 to 4 octets here");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        for (var file : FileControls.of(element)) {
            var size = file.fcp().find("efFileSize");
            if (size.isPresent() && size.get().tlv().value().size() < minimum) {
                throw element.refused(PeStatus.BAD_VALUES, file.path() + " has a short efFileSize");
            }
        }
        return element;
    }
}
