package org.esimtestbed.console.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, or the end of the JVM by whatever signal: the JVM waits until this is closed, and with it everything that
/// was
/// opened after it, yet not for ever: whoever waits at the terminal for an answer closes nothing.
final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            wanted.countDown();
            try {
                var _ = stopped.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    void await() throws InterruptedException {
        wanted.await();
    }

    /// @return whether it has come by then
    boolean await(Duration atMost) throws InterruptedException {
        return wanted.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
