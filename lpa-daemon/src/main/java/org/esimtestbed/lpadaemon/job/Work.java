package org.esimtestbed.lpadaemon.job;

import java.util.Optional;
import java.util.function.Consumer;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovery;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.rsp.data.ProfileInstallationResult;

/// What a job is to do.
public sealed interface Work {
    /// One Profile.
    @FunctionalInterface
    non-sealed interface Download extends Work {
        /// @return empty if there was nothing to do
        Optional<ProfileInstallationResult> carriedOut(Device device, EndUser endUser);
    }

    /// All that waits for the card.
    @FunctionalInterface
    non-sealed interface Discover extends Work {
        /// @param told hears of each event as soon as it is handled
        Discovery.Poll carriedOut(Device device, EndUser endUser, Consumer<Discovered> told);
    }
}
