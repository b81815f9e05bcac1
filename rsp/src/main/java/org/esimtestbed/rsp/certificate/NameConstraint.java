package org.esimtestbed.rsp.certificate;

import java.util.Optional;

/// One permitted subtree of CERT.EUM (SGP.22 §4.5.2.1.0.2): the organisation, and how the EIDs it may name begin.
record NameConstraint(Optional<String> organisation, Optional<String> eidPrefix) {
    boolean permits(Certificate euicc) {
        return organisation
                        .map(o -> euicc.subjectOrganisation().filter(o::equals).isPresent())
                        .orElse(true)
                && eidPrefix
                        .map(prefix -> euicc.subjectSerialNumber()
                                .filter(eid -> eid.startsWith(prefix))
                                .isPresent())
                        .orElse(true);
    }
}
