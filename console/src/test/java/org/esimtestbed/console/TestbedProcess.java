package org.esimtestbed.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// `testbed` in a process of its own that stays until somebody ends it.
///
/// @param lines what it has said so far
record TestbedProcess(Process process, List<String> lines) implements AutoCloseable {
    private static final String UP = "Ctrl-C stops.";

    /// Returns once it is up.
    ///
    /// @throws IOException with all it said, if it ends instead
    static TestbedProcess start(String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Testbed.class.getName()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new CopyOnWriteArrayList<String>();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.equals(UP)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(lines::add)); // so that it never waits for us
                return new TestbedProcess(process, lines);
            }
        }
        process.destroyForcibly();
        throw new IOException("it did not come up:\n" + String.join("\n", lines));
    }

    /// Waits until a line of what it says has that part.
    void awaitSaying(String part) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (lines.stream().noneMatch(it -> it.contains(part))) {
            if (System.nanoTime() > deadline) throw new IllegalStateException(part + " is not in " + lines);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /// SIGKILL: no stack is unwound, nothing is closed.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// As Ctrl-C.
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (process.waitFor(60, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("it did not end within a minute");
    }
}
