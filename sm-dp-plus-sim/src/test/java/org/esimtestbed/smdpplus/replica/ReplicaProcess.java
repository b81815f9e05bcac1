package org.esimtestbed.smdpplus.replica;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;

/// An SM-DP+ in a process of its own, which can be killed as an operating system kills.
final class ReplicaProcess {
    private static final String READY = "answers at ";

    private final Path folder;
    private final String databaseUrl;
    private volatile Process process;
    private volatile int port;

    private ReplicaProcess(Path folder, String databaseUrl, Process process, int port) {
        this.folder = folder;
        this.databaseUrl = databaseUrl;
        this.process = process;
        this.port = port;
    }

    /// @param args folder, database URL
    public static void main(String[] args) throws InterruptedException {
        var folder = Path.of(args[0]);
        var running = RunningSmDpPlus.start(TestSmDpPlus.settings(
                folder,
                TestSmDpPlus.pki(folder),
                args[1],
                URI.create("https://localhost:9"), // nobody there: what operators are to be told stays
                InstantSource.system()));
        System.out.println(READY + running.es9Port());
        Thread.currentThread().join();
    }

    static ReplicaProcess start(Path folder, String databaseUrl) throws IOException {
        var process = launch(folder, databaseUrl);
        return new ReplicaProcess(folder, databaseUrl, process, readPort(process));
    }

    private static Process launch(Path folder, String databaseUrl) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplicaProcess.class.getName(),
                        folder.toString(),
                        databaseUrl))
                .redirectErrorStream(true)
                .start();
    }

    private static int readPort(Process process) throws IOException {
        var heard = new StringBuilder();
        var lines = new java.io.BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {})); // so that it never waits for us
                return Integer.parseInt(line.substring(READY.length()));
            }
            heard.append(line).append('\n');
        }
        throw new IOException("the replica did not start:\n" + heard);
    }

    String es9() {
        return "https://localhost:" + port + "/gsma/rsp2/es9plus/";
    }

    /// Kills it in the middle of whatever it does, and starts it again.
    void killAndRestart() {
        kill();
        try {
            process = launch(folder, databaseUrl);
            port = readPort(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
