package org.esimtestbed.console.command;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C, or the end of the JVM by whatever signal: the JVM waits until this is closed, and with it everything that
/// was
/// opened after it.
final class StopSignal implements AutoCloseable {
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            wanted.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    void await() throws InterruptedException {
        wanted.await();
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
