package org.esimtestbed.smdpplus.profile;

import java.util.Optional;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.ProfileClass;

/// What operators order from: a package without a subscriber, and what End Users read about it.
///
/// @param name                as in ES2+.DownloadOrder
/// @param serviceProviderName at most 32 octets
/// @param profileName         at most 64 octets
/// @param owner               where the Profile names one
public record ProfileType(
        String name,
        ProfilePackage template,
        String serviceProviderName,
        String profileName,
        ProfileClass profileClass,
        Optional<OperatorId> owner) {}
