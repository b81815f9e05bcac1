package org.esimtestbed.smdpplus.profile;

import org.esimtestbed.profilepackage.ProfilePackage;

/// What operators order from: a package without a subscriber, and what End Users read about it.
///
/// @param name as in ES2+.DownloadOrder
public record ProfileType(String name, ProfilePackage template, Appearance appearance, Protection protection) {}
