package org.esimtestbed.smdpplus.order;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rspserver.storage.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A row for each change of an order: when, by whom, why, in which session.
public final class AuditTrail {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public AuditTrail(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param state of the order once it had changed
    public record Entry(Instant at, OrderState state, Change change) {}

    void add(Iccid iccid, OrderState state, Change change) {
        jdbc.sql("insert into order_audit (iccid, at, state, by_whom, why, transaction_id) values (?, ?, ?, ?, ?, ?)")
                .param(iccid.digits())
                .param(Moments.of(clock.instant()))
                .param(state.name())
                .param(change.by())
                .param(change.why())
                .param(change.transactionId().map(TransactionId::toString).orElse(null))
                .update();
    }

    /// What has happened to an order, oldest first.
    public List<Entry> of(Iccid iccid) {
        return jdbc.sql("select at, state, by_whom, why, transaction_id from order_audit where iccid = ? order by id")
                .param(iccid.digits())
                .query((row, number) -> new Entry(
                        Moments.in(row, 1),
                        OrderState.valueOf(row.getString(2)),
                        new Change(
                                row.getString(3),
                                row.getString(4),
                                Optional.ofNullable(row.getString(5)).map(TransactionId::of))))
                .list();
    }
}
