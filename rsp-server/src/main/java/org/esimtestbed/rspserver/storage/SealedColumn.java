package org.esimtestbed.rspserver.storage;

import java.util.function.UnaryOperator;

/// A column that holds what is sealed.
///
/// @param key       column that names a row
/// @param contextOf what a row is sealed for, by its key
public record SealedColumn(String table, String key, String name, UnaryOperator<String> contextOf) {
    public String context(String row) {
        return contextOf.apply(row);
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
