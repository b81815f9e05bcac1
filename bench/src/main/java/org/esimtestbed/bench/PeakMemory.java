package org.esimtestbed.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory this process has held at once, as the system counts it.
final class PeakMemory {
    private PeakMemory() {}

    static String describe() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MiB resident";
                }
            }
        } catch (IOException notLinux) {
            // the heap is what every JVM can tell
        }
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory() >> 20) + " MiB heap now (this system tells no peak)";
    }
}
