package org.esimtestbed.bench.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.json.RspJson;

/// Many cards in one JVM: first new ones, then each with a Profile of its own, installed by the whole procedure. Runs
/// in a
/// JVM of its own, because what is measured is all the memory there is.
///
/// @param cards            how many
/// @param idleCard         octets of heap for a card with power, its key and certificate included
/// @param cardWithProfile  octets of heap for a card that holds one generic Profile
/// @param heapUsed         octets, after a collection, everything included
/// @param heapLimit        octets the JVM was given
/// @param resident         octets the process held at most, as the system counts; 0 where it does not tell
/// @param installSeconds   how long the installations took, the server's part included
record Fleet(
        int cards,
        long idleCard,
        long cardWithProfile,
        long heapUsed,
        long heapLimit,
        long resident,
        double installSeconds) {

    /// @param args number of cards
    public static void main(String[] args) {
        System.out.println(RspJson.mapper().writeValueAsString(measure(Integer.parseInt(args[0]))));
    }

    static Fleet measure(int count) {
        var maker = new Maker();
        var installer = new Installer(maker);
        // Everything that is there once has to be there before: classes, templates, providers.
        var identity = maker.identity(0);
        installer.install(new Reader(maker.card(identity, CardStore.inMemory())), identity);
        var identities = new ArrayList<EuiccIdentity>(count);
        var readers = new ArrayList<Reader>(count);
        long before = used();
        for (int i = 1; i <= count; i++) {
            var own = maker.identity(i);
            identities.add(own);
            readers.add(new Reader(maker.card(own, CardStore.inMemory())));
        }
        long idle = used();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            installer.install(readers.get(i), identities.get(i));
            readers.get(i).clear();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long full = used();
        return new Fleet(
                readers.size(), // which also keeps them until here
                (idle - before) / count,
                (full - before) / count,
                full,
                Runtime.getRuntime().maxMemory(),
                mostResident(),
                seconds);
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static long mostResident() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        } catch (IOException notLinux) {
            // then nobody tells
        }
        return 0;
    }

    /// Measures in a JVM with that much heap.
    ///
    /// @throws IllegalStateException with what the other JVM said, if the cards did not fit
    static Fleet inJvmOfItsOwn(int count, int heapMebibytes) throws IOException, InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Fleet.class.getName(),
                Integer.toString(count));
        var errors = Files.createTempFile("testbed-bench", ".log");
        try {
            var process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            var answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%d cards in %d MiB: %s"
                        .formatted(
                                count, heapMebibytes, Files.readString(errors).strip()));
            }
            return RspJson.mapper().readValue(answer, Fleet.class);
        } finally {
            Files.deleteIfExists(errors);
        }
    }
}
