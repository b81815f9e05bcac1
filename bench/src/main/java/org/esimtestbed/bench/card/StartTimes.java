package org.esimtestbed.bench.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import org.esimtestbed.euicc.state.FileCardStore;

/// How long a card takes from its state file to the answer to its first command: one generic Profile on it.
final class StartTimes {
    private StartTimes() {}

    static Percentiles measure(Maker maker, int warmUp, int rounds) {
        try {
            var folder = Files.createTempDirectory("testbed-bench");
            var file = folder.resolve("card");
            try {
                var identity = maker.identity(3);
                var store = new FileCardStore(file, identity.eid(), maker.crypto());
                new Installer(maker).install(new Reader(maker.card(identity, store)), identity);
                var nanos = new ArrayList<Long>();
                for (int i = -warmUp; i < rounds; i++) {
                    long start = System.nanoTime();
                    var _ = new Reader(maker.card(identity, new FileCardStore(file, identity.eid(), maker.crypto())));
                    if (i >= 0) nanos.add(System.nanoTime() - start);
                }
                return Percentiles.of(nanos);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
