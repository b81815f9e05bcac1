package org.esimtestbed.rspserver.authentication;

import java.util.Optional;
import org.esimtestbed.rsp.id.Version;

/// The eUICCs a server serves, by the version of SGP.22 they support.
///
/// @param minimum eUICCs below are refused
/// @param maximum eUICCs above are refused; absent: none is too new
public record SvnRange(Version minimum, Optional<Version> maximum) {
    boolean contains(Version svn) {
        return svn.compareTo(minimum) >= 0
                && maximum.map(max -> svn.compareTo(max) <= 0).orElse(true);
    }

    @Override
    public String toString() {
        return minimum + " to " + maximum.map(Version::toString).orElse("any");
    }
}
