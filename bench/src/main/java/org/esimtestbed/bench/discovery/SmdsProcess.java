package org.esimtestbed.bench.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.bench.load.ProcessFigures;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.web.RunningSmDs;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A Root SM-DS under load, in a process of its own. It reads commands from its standard input, a line each, and
/// answers
/// each with a line.
final class SmdsProcess {
    static final String ADDRESS = "smds.example.com";
    private static final String ELSEWHERE = "smdp.example.com";
    private static final int BATCH = 10_000;
    private static final Duration LIFE = Duration.ofDays(90);

    private final JdbcTemplate jdbc;
    private int filled;

    private SmdsProcess(String url) {
        this.jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
    }

    /// Says the ports of ES11 and ES12 first.
    ///
    /// @param args folder with the PKI, database URL
    public static void main(String[] args) throws IOException {
        var pki = pki(Path.of(args[0]));
        try (var running = RunningSmDs.start(settings(pki, args[1]))) {
            var server = new SmdsProcess(args[1]);
            Child.say(running.es11Port() + " " + running.es12Port());
            var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                Child.say(server.obey(line.split(" ")));
            }
        }
    }

    static TestPki pki(Path folder) {
        return new TestPki(
                new PkiFolder(folder.resolve("pki"), Crypto.standard()), Crypto.standard(), InstantSource.system());
    }

    private static SmDsSettings settings(TestPki pki, String url) {
        var shown = pki.smds("root-smds", TestPki.ROOT_SMDS_OID);
        return new SmDsSettings(
                "127.0.0.1",
                List.of(new DsIdentity(ADDRESS, 0, shown.dsAuth(), shown.dsTls())),
                0,
                Optional.empty(),
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                url,
                SmDsPolicy.standard(),
                Operation.DEFAULT,
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE);
    }

    private String obey(String[] words) throws IOException {
        return switch (words[0]) {
            case "fill" -> fill(Integer.parseInt(words[1]));
            case "give" -> give(words[1]);
            case "cpu" -> ProcessFigures.cpu();
            case "compiled" -> ProcessFigures.compiled();
            case "memory" -> ProcessFigures.memory();
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /// Events of eUICCs that nobody asks for, up to that many.
    private String fill(int upTo) {
        while (filled < upTo) {
            var rows = new ArrayList<Object[]>();
            for (int i = 0; i < BATCH && filled < upTo; i++, filled++) {
                rows.add(row("STORED-" + filled, "8904903200000002" + "%016d".formatted(filled)));
            }
            insert(rows);
        }
        jdbc.execute("analyze");
        return "ok";
    }

    private String give(String eid) {
        insert(List.<Object[]>of(row("WAITS-" + eid, eid)));
        return "ok";
    }

    private static Object[] row(String eventId, String eid) {
        var now = Instant.now();
        return new Object[] {eventId, eid, ELSEWHERE, Timestamp.from(now), Timestamp.from(now.plus(LIFE))};
    }

    private void insert(List<Object[]> rows) {
        jdbc.batchUpdate(
                "insert into ds_event (owner, event_id, eid, address, forwarding, state, registered_at, expires_at)"
                        + " values ('2.999.77', ?, ?, ?, false, 'REGISTERED', ?, ?)",
                rows);
    }
}
