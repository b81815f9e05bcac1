package org.esimtestbed.features;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Every ES2+.HandleDownloadProgressInfo the operator has taken. The SM-DP+ sends them in its own time.
final class OperatorCallbacks implements Tracer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<HandleDownloadProgressInfo.Request> taken = new ArrayList<>();

    @Override
    public void record(TraceEvent event) {
        if (!(event instanceof TraceEvent.HttpExchange exchange)
                || !exchange.function().equals(HandleDownloadProgressInfo.PATH)
                || exchange.status() != 204) {
            return;
        }
        var body = exchange.request().getBytes(UTF_8);
        lock.lock();
        try {
            taken.add(JsonBinding.readRequest(body, HandleDownloadProgressInfo.Request.class));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the operator has been told of that point; says what came where it never does.
    HandleDownloadProgressInfo.Request await(Iccid iccid, int point) throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (true) {
                var found = of(iccid).stream()
                        .filter(it -> it.notificationPointId() == point)
                        .findFirst();
                if (found.isPresent()) return found.get();
                if (left <= 0) throw new AssertionError("not told of point " + point + ", only " + of(iccid));
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What has come so far.
    List<HandleDownloadProgressInfo.Request> of(Iccid iccid) {
        lock.lock();
        try {
            return taken.stream().filter(it -> it.iccid().equals(iccid)).toList();
        } finally {
            lock.unlock();
        }
    }
}
