package org.esimtestbed.smdpplus.profile;

import java.util.Set;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.smdpplus.Operator;

/// What operators order from: a package without a subscriber, and what End Users read about it.
///
/// @param name      as in ES2+.DownloadOrder
/// @param operators functionRequesterIdentifiers of those who may order it; empty: all
public record ProfileType(
        String name, ProfilePackage template, Appearance appearance, Protection protection, Set<String> operators) {
    public ProfileType {
        operators = Set.copyOf(operators);
    }

    /// A type that every operator may order.
    public ProfileType(String name, ProfilePackage template, Appearance appearance, Protection protection) {
        this(name, template, appearance, protection, Set.of());
    }

    /// Whether that operator may order it.
    public boolean isOpenTo(Operator operator) {
        return operators.isEmpty() || operators.contains(operator.identifier());
    }
}
