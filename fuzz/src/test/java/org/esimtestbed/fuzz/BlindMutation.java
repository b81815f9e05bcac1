package org.esimtestbed.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.esimtestbed.rsp.tlv.Bytes;

/// Mutates what guided fuzzing has learned, without looking where it leads: nothing is instrumented, so that many times
/// more executions fit into the same hour. `BlindMutation TARGET CORPUS EXECUTIONS SEED`; the same arguments make
/// the same inputs.
final class BlindMutation {
    private static final int MOST_EDITS = 8;
    private static final int[] INTERESTING = {0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0xA0, 0xBF, 0xFE, 0xFF};

    private final List<byte[]> corpus;
    private final Random random;
    private final int longest;

    private BlindMutation(List<byte[]> corpus, long seed) {
        this.corpus = corpus;
        this.random = new Random(seed);
        this.longest = corpus.stream().mapToInt(it -> it.length).max().orElse(0) + 16;
    }

    public static void main(String[] words) throws Throwable {
        var target = Class.forName("org.esimtestbed.fuzz." + words[0] + "FuzzTest");
        long executions = Long.parseLong(words[2]);
        var mutation = new BlindMutation(read(Path.of(words[1])), Long.parseLong(words[3]));
        var run = method(target);
        long start = System.nanoTime();
        for (long i = 1; i <= executions; i++) {
            var input = mutation.next();
            try {
                run.invoke(input);
            } catch (Throwable finding) {
                System.out.println("execution " + i + ": " + Bytes.copyOf(input).base64());
                throw finding;
            }
            if (i % 500_000 == 0 || i == executions) {
                System.out.printf(
                        "%s: %d executions, %d a second%n",
                        words[0], i, i * 1_000_000_000L / (System.nanoTime() - start));
            }
        }
    }

    private static MethodHandle method(Class<?> target) throws Throwable {
        var lookup = MethodHandles.privateLookupIn(target, MethodHandles.lookup());
        for (var method : target.getDeclaredMethods()) {
            if (method.isAnnotationPresent(FuzzTest.class)) {
                var made = lookup.unreflectConstructor(target.getDeclaredConstructor())
                        .invokeWithArguments();
                return lookup.unreflect(method).bindTo(made);
            }
        }
        throw new IllegalArgumentException(target + " has no fuzz test");
    }

    private static List<byte[]> read(Path folder) throws IOException {
        var all = new ArrayList<byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) all.add(Files.readAllBytes(file));
        }
        all.removeIf(it -> it.length == 0);
        if (all.isEmpty()) throw new IllegalArgumentException(folder + " holds no input to begin with");
        return all;
    }

    private byte[] next() {
        var octets = any().clone();
        for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) octets = edited(octets);
        return octets.length > longest ? Arrays.copyOf(octets, longest) : octets;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] edited(byte[] octets) {
        if (octets.length == 0) return any().clone();
        int at = random.nextInt(octets.length);
        switch (random.nextInt(6)) {
            case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> octets[at] = (byte) random.nextInt(256);
            case 2 -> octets[at] = (byte) INTERESTING[random.nextInt(INTERESTING.length)];
            case 3 -> {
                return without(octets, at, 1 + random.nextInt(8));
            }
            case 4 -> {
                return with(octets, at, Arrays.copyOf(octets, Math.min(octets.length, 1 + random.nextInt(8))));
            }
            default -> {
                var other = any();
                int from = random.nextInt(other.length);
                int to = Math.min(other.length, from + 1 + random.nextInt(32));
                return with(octets, at, Arrays.copyOfRange(other, from, to));
            }
        }
        return octets;
    }

    private static byte[] without(byte[] octets, int at, int count) {
        int to = Math.min(octets.length, at + count);
        return Bytes.wrap(octets).first(at).plus(Bytes.wrap(octets).from(to)).toArray();
    }

    private static byte[] with(byte[] octets, int at, byte[] more) {
        var before = Bytes.wrap(octets).first(at);
        return Bytes.concat(before, Bytes.wrap(more), Bytes.wrap(octets).from(at))
                .toArray();
    }
}
