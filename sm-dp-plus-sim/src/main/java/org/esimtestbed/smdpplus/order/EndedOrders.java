package org.esimtestbed.smdpplus.order;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.rspserver.storage.Transactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Orders whose time is over, and orders that ended long ago.
public final class EndedOrders {
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Orders orders;
    private final InstantSource clock;

    public EndedOrders(JdbcClient jdbc, Transactions transactions, Orders orders, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.orders = orders;
        this.clock = clock;
    }

    /// Orders whose time is over end in Error, each with a row of the audit.
    ///
    /// @return how many
    public int expire() {
        int expired = 0;
        var after = "";
        while (true) {
            var found = jdbc.sql("select iccid from profile_order where ended = false and clock_at <= ? and iccid > ?"
                            + " order by iccid fetch first " + BATCH + " rows only")
                    .param(Moments.of(clock.instant()))
                    .param(after)
                    .query(String.class)
                    .list();
            for (var iccid : found) expired += expire(new Iccid(iccid));
            if (found.size() < BATCH) return expired;
            after = found.getLast();
        }
    }

    private int expire(Iccid iccid) {
        var order = orders.find(iccid)
                .filter(it -> it.hasExpired(clock.instant()))
                .filter(it -> it.state().takes(OrderEvent.EXPIRE));
        if (order.isEmpty()) return 0;
        try {
            orders.save(order.get().after(OrderEvent.EXPIRE), Change.byServer("the order has expired"));
            return 1;
        } catch (Orders.Overtaken overtaken) {
            return 0; // somebody uses it this very moment: the next look decides
        }
    }

    /// Drops orders that have ended and have not changed since, with their contents, their audit and what an operator
    /// was
    /// not told of them. Profiles in stock stay.
    ///
    /// @return how many
    public int drop(Instant unchangedSince) {
        int dropped = 0;
        while (true) {
            var found = jdbc.sql("select iccid from profile_order where ended = true and clock_at <= ?"
                            + " order by iccid fetch first " + BATCH + " rows only")
                    .param(Moments.of(unchangedSince))
                    .query(String.class)
                    .list();
            if (found.isEmpty()) return dropped;
            dropped += transactions.write(() -> drop(found, unchangedSince));
            if (found.size() < BATCH) return dropped;
        }
    }

    private int drop(List<String> iccids, Instant unchangedSince) {
        int dropped = 0;
        for (var iccid : iccids) {
            // none that was cancelled into stock since we looked; the content goes with the order
            int gone = jdbc.sql("delete from profile_order where iccid = ? and ended = true and clock_at <= ?")
                    .param(iccid)
                    .param(Moments.of(unchangedSince))
                    .update();
            if (gone == 0) continue;
            jdbc.sql("delete from order_audit where iccid = ?").param(iccid).update();
            jdbc.sql("delete from callback where iccid = ?").param(iccid).update();
            dropped++;
        }
        return dropped;
    }
}
