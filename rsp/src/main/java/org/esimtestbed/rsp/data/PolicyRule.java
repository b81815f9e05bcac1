package org.esimtestbed.rsp.data;

/// Profile Policy Rules (SGP.22 §2.9): named bits of PprIds.
public enum PolicyRule {
    /// How PPRs may be updated over ES6.
    UPDATE_CONTROL,
    /// PPR1: disabling of this Profile is not allowed.
    PPR1,
    /// PPR2: deletion of this Profile is not allowed.
    PPR2,
    /// PPR3: deletion of this Profile is required upon its successful disabling.
    PPR3
}
