package org.esimtestbed.rspserver.storage;

import java.util.List;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Seals anew under another master key whatever is sealed, a batch at a time. Killed halfway, it goes on where it was
/// when it is called again; servers that know both keys may run meanwhile.
public final class KeyRotation {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final List<SealedColumn> columns;

    public KeyRotation(JdbcClient jdbc, Transactions transactions, List<SealedColumn> columns) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.columns = List.copyOf(columns);
    }

    /// The old key does not open everything that the new one does not open; nothing was changed.
    public static final class WrongKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongKey(SealedColumn column, String row) {
            super(column + " of " + row
                    + " is sealed under neither the old nor the new master key; nothing was changed");
        }
    }

    /// @param rows   that hold something sealed
    /// @param resealed of them, by this call
    public record Report(long rows, long resealed) {}

    /// @throws WrongKey if something is sealed under neither key; then nothing is changed
    public Report rotate(MasterKey old, MasterKey replacement, Crypto crypto) {
        var vault = Vault.rotating(old, replacement, crypto);
        long rows = 0;
        for (var column : columns) rows += check(column, vault);
        long resealed = 0;
        for (var column : columns) resealed += reseal(column, vault);
        return new Report(rows, resealed);
    }

    private record Row(String key, Bytes sealed) {}

    private List<Row> after(SealedColumn column, String key) {
        return jdbc.sql("select " + column.key() + ", " + column.name() + " from " + column.table() + " where "
                        + column.name()
                        + " is not null and " + column.key() + " > ? order by " + column.key() + " fetch first " + BATCH
                        + " rows only")
                .param(key)
                .query((row, number) -> new Row(row.getString(1), Bytes.wrap(row.getBytes(2))))
                .list();
    }

    private long check(SealedColumn column, Vault vault) {
        long rows = 0;
        var batch = after(column, "");
        while (!batch.isEmpty()) {
            for (var row : batch) {
                try {
                    vault.open(row.sealed(), column.context(row.key()));
                } catch (IllegalStateException e) {
                    throw new WrongKey(column, row.key());
                }
            }
            rows += batch.size();
            batch = after(column, batch.getLast().key());
        }
        return rows;
    }

    private long reseal(SealedColumn column, Vault vault) {
        long resealed = 0;
        var batch = after(column, "");
        while (!batch.isEmpty()) {
            var old =
                    batch.stream().filter(row -> !vault.isCurrent(row.sealed())).toList();
            transactions.write(() -> old.forEach(row -> reseal(column, row, vault)));
            resealed += old.size();
            batch = after(column, batch.getLast().key());
        }
        return resealed;
    }

    private void reseal(SealedColumn column, Row row, Vault vault) {
        var context = column.context(row.key());
        jdbc.sql("update " + column.table() + " set " + column.name() + " = ? where " + column.key() + " = ? and "
                        + column.name()
                        + " = ?") // unless a server has written it since
                .param(vault.seal(vault.open(row.sealed(), context), context).toArray())
                .param(row.key())
                .param(row.sealed().toArray())
                .update();
    }
}
