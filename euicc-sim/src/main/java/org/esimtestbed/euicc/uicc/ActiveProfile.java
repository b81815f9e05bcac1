package org.esimtestbed.euicc.uicc;

import org.esimtestbed.euicc.runtime.CommandRefused;

/// The Profile the Device sees at present, and the door through which a command changes it for good.
public interface ActiveProfile {
    /// [ProfileContent#NONE] while no Profile is active.
    ProfileContent content();

    /// Makes the new content the Profile's, before the answer leaves.
    ///
    /// @throws CommandRefused with 6581 if it cannot be stored; the old content then stays
    void commit(ProfileContent content);
}
