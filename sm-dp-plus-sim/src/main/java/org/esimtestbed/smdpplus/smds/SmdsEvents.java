package org.esimtestbed.smdpplus.smds;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.logging.Logger;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.delivery.Deliveries;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.smds.SmdsEventRows.Row;
import org.esimtestbed.smdpplus.smds.SmdsEventRows.State;

/// Registers and deletes events in the background. An SM-DS that does not answer, or cannot now, is asked again with
/// growing pauses until it has been too long; one that refuses is taken at its word. The order's audit says which.
public final class SmdsEvents implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SmdsEvents.class.getName());
    private static final int MAX_PAUSE_EXPONENT = 10; // 2^10 seconds, 17 minutes
    /// Reasons that may pass: processing and transport errors (SGP.22 §5.2.6). Others speak of what was asked.
    private static final Set<String> PASSING = Set.of("4", "5");

    private final SmdsEventRows rows;
    private final SmdsClient client;
    private final Orders orders;
    private final InstantSource clock;
    private final Duration life;
    private final Deliveries deliveries;

    /// @param life how long it is tried
    public SmdsEvents(SmdsEventRows rows, SmdsClient client, Orders orders, InstantSource clock, Duration life) {
        this.rows = rows;
        this.client = client;
        this.orders = orders;
        this.clock = clock;
        this.life = life;
        this.deliveries = new Deliveries("es12-events", rows::addressesDue, this::tellDue);
        rows.whenDue(deliveries::serveNow);
        deliveries.start();
    }

    private boolean tellDue(String address) {
        boolean told = false;
        for (var row : rows.due(address)) {
            if (deliveries.isClosed()) return false;
            if (rows.claim(row)) told |= tell(row);
        }
        return told;
    }

    private boolean tell(Row row) {
        try {
            call(row);
        } catch (FunctionRefused refused) {
            if (!isSettled(row, refused.statusCode())) {
                boolean passing =
                        PASSING.contains(refused.statusCode().reasonCode().split("\\.", 2)[0]);
                return failed(row, refused.statusCode().code() + " " + refused.detail(), passing);
            }
        } catch (IOException | MalformedMessage e) {
            return failed(row, String.valueOf(e.getMessage()), true);
        }
        rows.done(row);
        note(row, "event " + (row.state() == State.DELETING ? "deleted" : "registered") + " at SM-DS " + row.address());
        return true;
    }

    private void call(Row row) throws IOException {
        if (row.state() == State.DELETING) client.delete(row);
        else client.register(row);
    }

    // An earlier attempt got there, though its answer did not get here.
    private static boolean isSettled(Row row, StatusCode code) {
        var settled = row.state() == State.DELETING ? StatusCode.EVENT_UNKNOWN : StatusCode.EVENT_ALREADY_REGISTERED;
        return settled.code().equals(code.code());
    }

    private boolean failed(Row row, String why, boolean passing) {
        boolean again = passing && clock.instant().isBefore(row.since().plus(life));
        if (again) rows.postpone(row, Duration.ofSeconds(1L << Math.min(row.attempts() + 1, MAX_PAUSE_EXPONENT)));
        else rows.remove(row);
        LOG.warning(() -> "SM-DS " + row.address() + " was not told of " + row.iccid() + ": " + why);
        if (again) return false;
        note(
                row,
                "gave up " + (row.state() == State.DELETING ? "deleting" : "registering") + " the event at SM-DS "
                        + row.address() + ": " + why);
        return true;
    }

    private void note(Row row, String what) {
        orders.find(row.iccid()).ifPresent(order -> orders.note(order, Change.byServer(what)));
    }

    @Override
    public void close() {
        deliveries.close();
    }
}
