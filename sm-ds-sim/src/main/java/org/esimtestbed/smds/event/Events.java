package org.esimtestbed.smds.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.smds.event.Event.State;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The events as rows. An EID is kept in its rows and nowhere else; when they go, it is forgotten.
public final class Events {
    /// An answer must end somewhere; what does not fit is told when the first are done and deleted.
    static final int TOLD_AT_ONCE = 200;

    private static final int BATCH = 500;
    private static final String COLUMNS = "select id, owner, event_id, eid, address, forwarding, forwarded_id, state,"
            + " registered_at, expires_at from ds_event";

    private final JdbcClient jdbc;
    private final Durability durability;
    private final InstantSource clock;

    /// @param durability what an owner is answered is to outlive the server
    public Events(JdbcClient jdbc, Durability durability, InstantSource clock) {
        this.jdbc = jdbc;
        this.durability = durability;
        this.clock = clock;
    }

    /// Keeps a new event; empty if it is kept now, else the event of the same owner that has the EventID already.
    public Optional<Event> add(Event event) {
        int begun = durability.begin();
        jdbc.sql("delete from ds_event where owner = ? and event_id = ? and expires_at <= ?")
                .param(event.owner().dotted())
                .param(event.eventId())
                .param(now())
                .update();
        try {
            jdbc.sql("insert into ds_event (owner, event_id, eid, address, forwarding, forwarded_id, state,"
                            + " registered_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .param(event.owner().dotted())
                    .param(event.eventId())
                    .param(event.eid().digits())
                    .param(event.address())
                    .param(event.forwarding())
                    .param(event.forwardedId().orElse(null))
                    .param(event.state().name())
                    .param(Moments.of(event.registeredAt()))
                    .param(Moments.of(event.expiresAt()))
                    .update();
            durability.await(begun);
            return Optional.empty();
        } catch (DuplicateKeyException there) {
            var first = find(event.owner(), event.eventId());
            durability.await(begun); // it may still be on its way to the disk
            return first.isPresent() ? first : add(event); // deleted this very moment
        }
    }

    /// The event of an owner, whatever its state.
    public Optional<Event> find(Oid owner, String eventId) {
        return jdbc.sql(COLUMNS + " where owner = ? and event_id = ? and expires_at > ?")
                .param(owner.dotted())
                .param(eventId)
                .param(now())
                .query(Events::event)
                .optional();
    }

    /// The Root SM-DS knows of it: from now on LPAs are told.
    ///
    /// @return whether it had not been registered before
    public boolean registered(Event event) {
        int begun = durability.begin();
        boolean first = jdbc.sql(
                                "update ds_event set state = 'REGISTERED' where owner = ? and event_id = ? and forwarded_id = ?"
                                        + " and state = 'FORWARDING'")
                        .param(event.owner().dotted())
                        .param(event.eventId())
                        .param(event.forwardedId().orElseThrow())
                        .update()
                == 1;
        durability.await(begun);
        return first;
    }

    /// What waits for an eUICC, oldest first, 200 at most.
    public List<Event> of(Eid eid) {
        return jdbc.sql(COLUMNS + " where eid = ? and state = 'REGISTERED' and expires_at > ? order by id"
                        + " fetch first " + TOLD_AT_ONCE + " rows only")
                .param(eid.digits())
                .param(now())
                .query(Events::event)
                .list();
    }

    /// What waits for an eUICC under an EventID: the owner's, or the one this SM-DS has given it at its Root. Owners
    /// that do not know one another may have chosen the same.
    public List<Event> of(Eid eid, String eventId) {
        return jdbc.sql(COLUMNS + " where eid = ? and (event_id = ? or forwarded_id = ?) and state = 'REGISTERED'"
                        + " and expires_at > ? order by id fetch first " + TOLD_AT_ONCE + " rows only")
                .param(eid.digits())
                .param(eventId)
                .param(eventId)
                .param(now())
                .query(Events::event)
                .list();
    }

    /// The Root SM-DS has refused it: it never was.
    public void giveUp(Event event) {
        jdbc.sql("delete from ds_event where owner = ? and event_id = ? and forwarded_id = ? and state = 'FORWARDING'")
                .param(event.owner().dotted())
                .param(event.eventId())
                .param(event.forwardedId().orElseThrow())
                .update();
    }

    /// Forgets an event.
    ///
    /// @param id of the row
    /// @return whether there was one
    public boolean remove(long id) {
        int begun = durability.begin();
        boolean there = jdbc.sql("delete from ds_event where id = ?").param(id).update() == 1;
        durability.await(begun);
        return there;
    }

    /// Forgets what has expired, a little at a time so that nothing is locked for long.
    ///
    /// @return how many events there were
    public int forgetExpired() {
        int all = 0;
        int some;
        do {
            some = jdbc.sql("delete from ds_event where id in (select id from ds_event where expires_at <= ?"
                            + " order by id fetch first " + BATCH + " rows only)")
                    .param(now())
                    .update();
            all += some;
        } while (some == BATCH);
        return all;
    }

    /// Events for those who look after the server, by the number of the row.
    ///
    /// @param after number the page begins behind
    public List<Event> page(Optional<Eid> eid, Optional<Oid> owner, long after, int limit) {
        var conditions = new StringBuilder(" where id > ?");
        var values = new ArrayList<Object>(List.of(after));
        eid.ifPresent(it -> {
            conditions.append(" and eid = ?");
            values.add(it.digits());
        });
        owner.ifPresent(it -> {
            conditions.append(" and owner = ?");
            values.add(it.dotted());
        });
        return jdbc.sql(COLUMNS + conditions + " order by id fetch first " + limit + " rows only")
                .params(values)
                .query(Events::event)
                .list();
    }

    private static Event event(ResultSet row, int number) throws SQLException {
        return new Event(
                row.getLong(1),
                new Oid(row.getString(2)),
                row.getString(3),
                new Eid(row.getString(4)),
                row.getString(5),
                row.getBoolean(6),
                Optional.ofNullable(row.getString(7)),
                State.valueOf(row.getString(8)),
                Moments.in(row, 9),
                Moments.in(row, 10));
    }

    private OffsetDateTime now() {
        return Moments.of(clock.instant());
    }
}
