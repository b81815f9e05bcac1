package org.esimtestbed.smdpplus.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.dao.DataAccessException;

/// Works off rows in the background, those of each recipient on a thread of its own, so that one who does not answer
/// keeps no other waiting.
public final class Deliveries implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Deliveries.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /// What comes within this time is delivered together: a row alone costs as many statements as a hundred.
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final String name;
    private final Supplier<List<String>> recipientsDue;
    private final Predicate<String> deliver;
    private final Semaphore something = new Semaphore(0);
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final Set<Thread> couriers = ConcurrentHashMap.newKeySet();
    private final Thread worker;
    private volatile boolean closed;

    /// @param recipientsDue those there is something for now
    /// @param deliver       delivers what is due for one; whether anything was done, so that more may be due now
    public Deliveries(String name, Supplier<List<String>> recipientsDue, Predicate<String> deliver) {
        this.name = name;
        this.recipientsDue = recipientsDue;
        this.deliver = deliver;
        this.worker = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        worker.start();
    }

    /// Serves a recipient now: a row has come for it.
    public void serveNow(String recipient) {
        wanted.add(recipient);
        something.release();
    }

    /// Whether what is under way is to end.
    public boolean isClosed() {
        return closed;
    }

    private void run() {
        try {
            wantAllDue();
            long looked = System.nanoTime();
            while (!closed) {
                something.tryAcquire(LOOK_AGAIN.toNanos() - (System.nanoTime() - looked), TimeUnit.NANOSECONDS);
                something.drainPermits();
                // rows that other servers left, or whose pause is over, nobody announces, however much is announced
                if (System.nanoTime() - looked >= LOOK_AGAIN.toNanos()) {
                    wantAllDue();
                    looked = System.nanoTime();
                }
                serveWanted();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void wantAllDue() {
        try {
            wanted.addAll(recipientsDue.get());
        } catch (DataAccessException e) { // the database may come back
            LOG.log(Level.WARNING, name + ": cannot read what is due", e);
        }
    }

    private void serveWanted() {
        for (var recipient : List.copyOf(wanted)) {
            if (!served.add(recipient)) continue; // its courier asks again once it is done
            wanted.remove(recipient);
            serve(recipient);
        }
    }

    private void serve(String recipient) {
        var thread = Thread.ofVirtual().name(name + " " + recipient).unstarted(() -> {
            try {
                boolean done = true;
                while (done && !closed) {
                    Thread.sleep(GATHERING);
                    done = deliver.test(recipient);
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (DataAccessException e) {
                if (!closed) LOG.log(Level.WARNING, name + ": cannot read or write what is for " + recipient, e);
            } finally {
                served.remove(recipient);
                couriers.remove(Thread.currentThread());
                if (wanted.contains(recipient)) something.release(); // what came when it had just looked
            }
        });
        couriers.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            worker.interrupt();
            worker.join(CLOSING);
            for (var courier : couriers) courier.interrupt();
            for (var courier : couriers) courier.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
