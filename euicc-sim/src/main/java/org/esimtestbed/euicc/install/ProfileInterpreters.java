package org.esimtestbed.euicc.install;

import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.rsp.id.Iccid;

/// Where an installation gets its interpreter from.
@FunctionalInterface
public interface ProfileInterpreters {
    /// @param freeMemory octets the Profile may take
    /// @param iccid      as the metadata gave it; the profile header must agree
    ProfileInterpreter interpreter(EuiccSettings settings, long freeMemory, Iccid iccid);
}
