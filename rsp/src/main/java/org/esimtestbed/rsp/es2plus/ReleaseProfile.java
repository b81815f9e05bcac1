package org.esimtestbed.rsp.es2plus;

import org.esimtestbed.rsp.id.Iccid;

/// ES2+.ReleaseProfile (SGP.22 §5.3.4): from now on the Profile may be downloaded.
public final class ReleaseProfile {
    public static final String PATH = "releaseProfile";

    private ReleaseProfile() {}

    public record Request(Iccid iccid) {}
}
