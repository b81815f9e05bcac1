package org.esimtestbed.lpadaemon.web;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One picture is read at a time, because each takes some hundred megabytes; nobody waits with another in memory.
final class OnePicture {
    private final ReentrantLock reading = new ReentrantLock();

    /// @throws Refusal with 503 if another is being read
    <T> T at(Supplier<T> read) {
        if (!reading.tryLock()) throw Refusal.unavailable("another picture is being read: try again in a moment");
        try {
            return read.get();
        } finally {
            reading.unlock();
        }
    }
}
