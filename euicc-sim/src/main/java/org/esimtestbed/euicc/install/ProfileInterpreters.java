package org.esimtestbed.euicc.install;

import org.esimtestbed.euicc.isdr.Euicc;
import org.esimtestbed.rsp.id.Iccid;

/// Where an installation gets its interpreter from.
@FunctionalInterface
public interface ProfileInterpreters {
    /// @param iccid as the metadata gave it; EF.ICCID must agree
    ProfileInterpreter interpreter(Euicc euicc, Iccid iccid);
}
