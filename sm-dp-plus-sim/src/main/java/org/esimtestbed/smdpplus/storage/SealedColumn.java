package org.esimtestbed.smdpplus.storage;

import java.util.function.UnaryOperator;

/// A column whose values the vault has sealed.
///
/// @param table   whose key is `iccid`
/// @param contextOf what a value is sealed for, by ICCID
public record SealedColumn(String table, String name, UnaryOperator<String> contextOf) {
    String context(String iccid) {
        return contextOf.apply(iccid);
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
