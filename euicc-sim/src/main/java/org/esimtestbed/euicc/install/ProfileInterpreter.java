package org.esimtestbed.euicc.install;

import org.esimtestbed.euicc.uicc.ProfileContent;
import org.esimtestbed.rsp.tlv.Bytes;

/// Turns profile elements into a Profile as they come out of the secure channel. One instance for one installation.
public interface ProfileInterpreter {
    /// More octets of the profile package; a profile element may end anywhere in them.
    ///
    /// @throws InstallationFailed if an element cannot be carried out
    void accept(Bytes octets) throws InstallationFailed;

    /// The Profile, after the last octet.
    ///
    /// @throws InstallationFailed if the package has not come to its end
    ProfileContent finish() throws InstallationFailed;

    /// EUICCResponse of the TCA specification: how the elements fared.
    Bytes simaResponse();
}
