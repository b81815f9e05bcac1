package org.esimtestbed.smdpplus.quirk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rspserver.storage.Moments;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which quirks are switched on, as rows, so that all replicas do wrong alike: at once where they are switched on,
/// within a second elsewhere. A call while nothing is switched on costs one look at memory.
public final class Script {
    private static final Logger LOG = Logger.getLogger(Script.class.getName());
    private static final long KNOWN_FOR_MILLIS = 1000;
    private static final String COLUMNS = "id, name, parameter, target, target_id, function, calls_left";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ServerKeys keys;
    private final ReentrantLock reading = new ReentrantLock();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile Known known;

    /// @param readAt milliseconds of the clock
    private record Known(List<ActiveQuirk> quirks, long readAt) {}

    public Script(JdbcClient jdbc, InstantSource clock, ServerKeys keys) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keys = keys;
        this.known = read();
    }

    /// Switches a quirk on, from the next call on.
    ///
    /// @throws IllegalArgumentException if this server lacks what the quirk needs
    public ActiveQuirk switchOn(Assignment assignment) {
        assignment.quirk().lack(keys).ifPresent(lack -> {
            throw new IllegalArgumentException(assignment.kind().name() + ": " + lack);
        });
        var id = keys.crypto().random(8).hex();
        jdbc.sql("insert into active_quirk (id, name, parameter, target, target_id, function, calls_left, since)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(assignment.kind().name())
                .param(assignment.parameter().orElse(null))
                .param(assignment.target().kind())
                .param(assignment.target().id())
                .param(assignment.function().map(Enum::name).orElse(null))
                .param(assignment.calls().orElse(null))
                .param(Moments.of(clock.instant()))
                .update();
        readAnew();
        return new ActiveQuirk(id, assignment);
    }

    /// @return whether there was one
    public boolean switchOff(String id) {
        boolean found =
                jdbc.sql("delete from active_quirk where id = ?").param(id).update() > 0;
        readAnew();
        return found;
    }

    /// @return how many there were
    public int switchOffAll() {
        int found = jdbc.sql("delete from active_quirk").update();
        readAnew();
        return found;
    }

    /// All that are switched on, oldest first; those too whose calls are used up.
    public List<ActiveQuirk> all() {
        return jdbc.sql("select " + COLUMNS + " from active_quirk order by place").query(this::row).list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// The quirks of one type that bend this call, oldest first. A call they bend is counted.
    ///
    /// @param concerned looked at only where a quirk could show
    <Q extends Quirk> List<Q> bending(Class<Q> type, Es9PlusFunction function, Supplier<Whom> concerned) {
        var active = current();
        if (active.isEmpty()) return List.of();
        var candidates = active.stream()
                .filter(it -> type.isInstance(it.assignment().quirk())
                        && it.assignment().showsIn(function))
                .toList();
        if (candidates.isEmpty()) return List.of();
        var whom = concerned.get();
        var bending = new ArrayList<Q>();
        for (var candidate : candidates) {
            if (candidate.assignment().isFor(whom) && take(candidate)) {
                bending.add(type.cast(candidate.assignment().quirk()));
            }
        }
        return bending;
    }

    // One statement, so that of two calls at the same time only one is the last.
    private boolean take(ActiveQuirk quirk) {
        return quirk.assignment().calls().isEmpty()
                || jdbc.sql("update active_quirk set calls_left = calls_left - 1 where id = ? and calls_left > 0")
                                .param(quirk.id())
                                .update()
                        > 0;
    }

    private List<ActiveQuirk> current() {
        var seen = known;
        boolean stale = Math.abs(clock.millis() - seen.readAt) >= KNOWN_FOR_MILLIS;
        if (!stale || !reading.tryLock()) return seen.quirks; // whoever reads, reads for all
        try {
            known = read();
            return known.quirks;
        } catch (DataAccessException away) { // who is asked next says so; a handshake could not
            known = new Known(seen.quirks, clock.millis());
            return seen.quirks;
        } finally {
            reading.unlock();
        }
    }

    private void readAnew() {
        reading.lock();
        try {
            known = read();
        } finally {
            reading.unlock();
        }
    }

    private Known read() {
        long now = clock.millis();
        return new Known(all().stream().filter(this::canAct).toList(), now);
    }

    private boolean canAct(ActiveQuirk quirk) {
        var lack = quirk.assignment().quirk().lack(keys); // another replica may have what this one has not
        lack.ifPresent(it -> leftAlone(quirk.id(), it));
        return lack.isEmpty() && !quirk.isUsedUp();
    }

    // Said once: the rows are read every second.
    private void leftAlone(String id, String why) {
        if (told.add(id)) LOG.warning(() -> "the quirk " + id + " is left alone: " + why);
    }

    // Empty for a row of a replica that knows more quirks than this one.
    private Optional<ActiveQuirk> row(ResultSet row, int number) throws SQLException {
        var calls = row.getInt("calls_left");
        var left = row.wasNull() ? Optional.<Integer>empty() : Optional.of(calls);
        var id = row.getString("id");
        try {
            return Optional.of(new ActiveQuirk(
                    id,
                    Assignment.of(
                            row.getString("name"),
                            Optional.ofNullable(row.getString("parameter")),
                            Target.of(row.getString("target"), row.getString("target_id")),
                            Optional.ofNullable(row.getString("function")).map(Es9PlusFunction::valueOf),
                            left)));
        } catch (IllegalArgumentException unknown) {
            leftAlone(id, String.valueOf(unknown.getMessage()));
            return Optional.empty();
        }
    }
}
