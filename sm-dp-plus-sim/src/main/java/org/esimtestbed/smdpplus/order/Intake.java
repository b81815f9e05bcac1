package org.esimtestbed.smdpplus.order;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.storage.Batches;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.rspserver.storage.Transactions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How Profiles come into stock, many at a time.
public final class Intake {
    private final JdbcClient jdbc;
    private final Batches batches;
    private final Transactions transactions;
    private final Stock stock;
    private final InstantSource clock;

    public Intake(JdbcClient jdbc, Batches batches, Transactions transactions, Stock stock, InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
        this.stock = stock;
        this.clock = clock;
    }

    /// A Profile to be.
    public record Entry(Iccid iccid, Personalisation data) {}

    /// Puts Profiles into stock, all of them that are new or, if it fails, none; of those with the same ICCID the
    /// first.
    ///
    /// @return the ICCIDs that were there already, in whatever state and whosever; they stay as they are
    public Set<Iccid> add(String operator, String profileType, List<Entry> entries) {
        while (true) {
            try {
                return transactions.write(() -> {
                    var there = there(entries);
                    var known = new HashSet<>(there);
                    insert(
                            operator,
                            profileType,
                            entries.stream()
                                    .filter(entry -> known.add(entry.iccid()))
                                    .toList());
                    return there;
                });
            } catch (DuplicateKeyException overtaken) {
                // somebody has added one of them since we looked: the next look finds it
            }
        }
    }

    /// Which of these are there already.
    public Set<Iccid> there(List<Entry> entries) {
        if (entries.isEmpty()) return Set.of();
        var marks = entries.stream().map(_ -> "?").collect(Collectors.joining(", "));
        return new HashSet<>(jdbc.sql("select iccid from profile_order where iccid in (" + marks + ")")
                .params(entries.stream().map(entry -> entry.iccid().digits()).toList())
                .query((row, number) -> new Iccid(row.getString(1)))
                .list());
    }

    private void insert(String operator, String profileType, List<Entry> entries) {
        var now = Moments.of(clock.instant());
        batches.write(
                "insert into profile_order (iccid, state, operator, profile_type, download_attempts, cc_attempts,"
                        + " personalisation, created_at, changed_at, ver) values (?, 'AVAILABLE', ?, ?, 0, 0, ?, ?, ?, 0)",
                entries,
                entry -> new Object[] {
                    entry.iccid().digits(),
                    operator,
                    profileType,
                    stock.sealed(entry.iccid(), entry.data()).toArray(),
                    now,
                    now
                });
        StockRows.putAll(
                batches,
                operator,
                profileType,
                entries.stream().map(Entry::iccid).toList());
    }
}
