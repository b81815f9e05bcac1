package org.esimtestbed.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a process says of itself, as a number.
public final class ProcessFigures {
    private ProcessFigures() {}

    /// Nanoseconds it has computed so far, on all cores together.
    public static String cpu() {
        return String.valueOf(ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos());
    }

    /// Milliseconds its compilers have worked so far.
    public static String compiled() {
        return String.valueOf(ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
    }

    /// Mebibytes resident at most so far; 0 where the system does not tell.
    public static String memory() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) return "0";
        for (var line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + "";
        }
        return "0";
    }
}
