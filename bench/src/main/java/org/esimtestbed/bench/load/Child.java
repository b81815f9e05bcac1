package org.esimtestbed.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A JVM of its own, that answers each line with a line. What else it prints is its log. It runs with the options of
/// this JVM, which are those a server gets that is started to stay.
public final class Child implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Child.class.getName());
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final String ANSWER = "answer ";

    private final Process process;
    private final Path log;
    private final Writer to;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::listen);
    }

    // All the time: a child that nobody listens to stands still once it has said a pipe full.
    private void listen() {
        try (var from = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = from.readLine(); line != null; line = from.readLine()) {
                if (line.startsWith(ANSWER)) answers.add(Optional.of(line.substring(ANSWER.length())));
            }
        } catch (IOException broken) {
            LOG.log(Level.FINE, "a process of the benchmark cannot be heard", broken);
        } finally {
            answers.add(Optional.empty());
        }
    }

    /// Whether this system lets a process be kept on one core, and has two.
    public static boolean canPin() {
        return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
    }

    /// @param options more of them
    public static Child start(Class<?> main, List<String> options, String... args) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        var log = Files.createTempFile("testbed-bench", ".log");
        return new Child(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    public String ask(String line) {
        try {
            to.write(line + "\n");
            to.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next line it says.
    ///
    /// @throws IOException with what it said last, if it has ended
    public String answer() throws IOException {
        try {
            var next = answers.take();
            if (next.isPresent()) return next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException(
                "a process of the benchmark ended: " + Files.readString(log).strip());
    }

    /// Keeps it on one core from now on, where the system can. Not from its start: the JVM's compilers would share the
    /// core with what is measured for minutes.
    public void pin(int core) throws IOException {
        if (!canPin()) return;
        var pinned = new ProcessBuilder(
                        TASKSET.toString(),
                        "--all-tasks",
                        "--pid",
                        "--cpu-list",
                        Integer.toString(core),
                        Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        var said = new String(pinned.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (pinned.onExit().join().exitValue() != 0) throw new IOException("cannot pin a process: " + said.strip());
    }

    /// What a child says to whoever asked.
    public static void say(Object answer) {
        System.out.println(ANSWER + answer);
    }

    @Override
    public void close() throws IOException {
        to.close(); // the end of its input is its end
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }
}
