package org.esimtestbed.smdpplus.profile;

/// Under which keys the profile elements travel (SGP.22 §2.5.3).
public enum Protection {
    /// S-ENC and S-MAC of the session.
    SESSION_KEYS,
    /// Random PPK-ENC and PPK-MAC, which ReplaceSessionKeys brings.
    PROFILE_KEYS
}
