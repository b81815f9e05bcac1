package org.esimtestbed.smdpplus.smds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.order.OrderWatch;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The events of orders as rows, which follow the orders in the transaction that changes them: a Released order has one
/// to be registered, an order that has ended has one to be deleted. Servers share the rows: one claims a row for a
/// while, calls the SM-DS, and writes what came of it; if it dies meanwhile, another claims the row once that is over.
public final class SmdsEventRows implements OrderWatch {
    /// Longer than any call takes.
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private static final int BATCH = 100;
    private static final int CALL_ID = 16;
    private static final String FREE = "due_at <= ? and (claimed_until is null or claimed_until <= ?)";

    private final JdbcClient jdbc;
    private final Crypto crypto;
    private final InstantSource clock;
    private volatile Consumer<String> awaited = _ -> {};

    public SmdsEventRows(JdbcClient jdbc, Crypto crypto, InstantSource clock) {
        this.jdbc = jdbc;
        this.crypto = crypto;
        this.clock = clock;
    }

    enum State {
        REGISTERING,
        REGISTERED,
        DELETING
    }

    /// @param attempts that failed
    record Row(
            long id,
            String address,
            Iccid iccid,
            Eid eid,
            String eventId,
            State state,
            String callId,
            int attempts,
            Instant since) {}

    /// @param tell is told of an address once there is something to do there
    void whenDue(Consumer<String> tell) {
        awaited = tell;
    }

    @Override
    public void changed(ProfileOrder order) {
        boolean named = order.delivery().smdsAddress().isPresent();
        switch (order.state()) {
            case RELEASED -> {
                if (named) register(order);
            }
            case INSTALLED, ERROR -> {
                if (named) end(order.iccid()); // most orders name none, and pay nothing
            }
            case AVAILABLE, UNAVAILABLE -> end(order.iccid()); // cancelled: the order has forgotten its SM-DS
            case ALLOCATED, LINKED, CONFIRMED, DOWNLOADED -> {}
        }
    }

    // An order comes back to Released when an installation was interrupted: then its event is there.
    private void register(ProfileOrder order) {
        int open = jdbc.sql("select count(*) from smds_event where iccid = ? and state <> 'DELETING'")
                .param(order.iccid().digits())
                .query(Integer.class)
                .single();
        if (open > 0) return;
        jdbc.sql("insert into smds_event (address, iccid, eid, event_id, state, call_id, attempts, since, due_at)"
                        + " values (?, ?, ?, ?, 'REGISTERING', ?, 0, ?, ?)")
                .param(order.delivery().smdsAddress().orElseThrow())
                .param(order.iccid().digits())
                .param(order.eid().orElseThrow().digits())
                .param(order.delivery().matchingId().orElseThrow())
                .param(newCallId())
                .param(now())
                .param(now())
                .update();
        announce(order.delivery().smdsAddress().orElseThrow());
    }

    private void announce(String address) {
        Transactions.afterCommit(() -> awaited.accept(address));
    }

    /// The order has ended, or is taken away: its event is to be deleted, or never was.
    public void end(Iccid iccid) {
        jdbc.sql("delete from smds_event where iccid = ? and state = 'REGISTERING' and attempts = 0"
                        + " and claimed_until is null")
                .param(iccid.digits())
                .update();
        // a claim stays: whoever registers the event this very moment is to be done before it is deleted
        int ending = jdbc.sql("update smds_event set state = 'DELETING', call_id = ?, attempts = 0, since = ?,"
                        + " due_at = ? where iccid = ? and state <> 'DELETING'")
                .param(newCallId())
                .param(now())
                .param(now())
                .param(iccid.digits())
                .update();
        if (ending == 0) return;
        jdbc.sql("select distinct address from smds_event where iccid = ? and state = 'DELETING'")
                .param(iccid.digits())
                .query(String.class)
                .list()
                .forEach(this::announce);
    }

    /// The SM-DSs there is something to tell.
    List<String> addressesDue() {
        return jdbc.sql("select distinct address from smds_event where " + FREE)
                .param(now())
                .param(now())
                .query(String.class)
                .list();
    }

    /// What is due at an SM-DS: an event that is to be deleted before one of the same name is registered anew.
    List<Row> due(String address) {
        return jdbc.sql("select id, address, iccid, eid, event_id, state, call_id, attempts, since from smds_event e"
                        + " where address = ? and " + FREE + " and not exists (select 1 from smds_event b"
                        + " where b.address = e.address and b.event_id = e.event_id and b.id < e.id"
                        + " and b.state <> 'REGISTERED') order by id fetch first " + BATCH + " rows only")
                .param(address)
                .param(now())
                .param(now())
                .query((row, number) -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        new Iccid(row.getString(3)),
                        new Eid(row.getString(4)),
                        row.getString(5),
                        State.valueOf(row.getString(6)),
                        row.getString(7),
                        row.getInt(8),
                        Moments.in(row, 9)))
                .list();
    }

    /// Whether the row is this server's to tell now; false if another was faster, or the order has ended meanwhile.
    boolean claim(Row row) {
        return jdbc.sql("update smds_event set claimed_until = ? where id = ? and state = ? and " + FREE)
                        .param(Moments.of(clock.instant().plus(CLAIM)))
                        .param(row.id())
                        .param(row.state().name())
                        .param(now())
                        .param(now())
                        .update()
                == 1;
    }

    /// The SM-DS has done as told.
    void done(Row row) {
        if (row.state() == State.DELETING) {
            remove(row);
        } else {
            releasedUnless(
                    jdbc.sql("update smds_event set state = 'REGISTERED', due_at = null, claimed_until = null,"
                                    + " attempts = 0, since = ? where id = ? and state = ?")
                            .param(now())
                            .param(row.id())
                            .param(row.state().name())
                            .update(),
                    row);
        }
    }

    void remove(Row row) {
        releasedUnless(
                jdbc.sql("delete from smds_event where id = ? and state = ?")
                        .param(row.id())
                        .param(row.state().name())
                        .update(),
                row);
    }

    void postpone(Row row, Duration pause) {
        releasedUnless(
                jdbc.sql("update smds_event set attempts = ?, due_at = ?, claimed_until = null"
                                + " where id = ? and state = ?")
                        .param(row.attempts() + 1)
                        .param(Moments.of(clock.instant().plus(pause)))
                        .param(row.id())
                        .param(row.state().name())
                        .update(),
                row);
    }

    // The order has ended during the call: what is to be done now may be done at once.
    private void releasedUnless(int written, Row row) {
        if (written > 0) return;
        jdbc.sql("update smds_event set claimed_until = null where id = ?")
                .param(row.id())
                .update();
    }

    private String newCallId() {
        return crypto.random(CALL_ID).hex();
    }

    private OffsetDateTime now() {
        return Moments.of(clock.instant());
    }
}
