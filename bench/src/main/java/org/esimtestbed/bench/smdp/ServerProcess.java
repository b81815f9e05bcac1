package org.esimtestbed.bench.smdp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.bench.load.ProcessFigures;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.esimtestbed.smdpplus.profile.Appearance;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.profile.Protection;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;

/// The server under load, in a process of its own. It reads commands from its standard input, a line each, and answers
/// each with a line.
final class ServerProcess {
    /// It wants to be told how its downloads go on (ES2+.HandleDownloadProgressInfo).
    static final String TOLD = "told-operator";

    /// It does not.
    static final String UNTOLD = "untold-operator";

    private static final Oid UNTOLD_OID = new Oid("2.999.21");
    private static final long LOOK_AGAIN = 5_000_000;

    private final RunningSmDpPlus running;
    private final Stored stored;
    private final ProfileType type = type();
    private final ProfileTypes types = new ProfileTypes(List.of(type), LoadProcess.ADDRESS);

    private ServerProcess(RunningSmDpPlus running, Stored stored) {
        this.running = running;
        this.stored = stored;
    }

    /// @param args folder with the PKI, database URL, port of the operator
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        var pki = pki(folder);
        try (var running = RunningSmDpPlus.start(settings(folder, pki, args[1], Integer.parseInt(args[2])))) {
            var server = new ServerProcess(running, new Stored(args[1]));
            Child.say(running.es9Port());
            var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                Child.say(server.obey(line));
            }
        }
    }

    static TestPki pki(Path folder) {
        return new TestPki(
                new PkiFolder(folder.resolve("pki"), Crypto.standard()), Crypto.standard(), InstantSource.system());
    }

    private static SmDpPlusSettings settings(Path folder, TestPki pki, String url, int callback) {
        return new SmDpPlusSettings(
                "127.0.0.1",
                List.of(new ServerIdentity(
                        LoadProcess.ADDRESS,
                        0,
                        pki.folder().read(TestPki.DP_AUTH_NAME),
                        pki.folder().read(TestPki.DP_PB_NAME),
                        pki.folder().read(TestPki.DP_TLS_NAME))),
                Map.of(),
                0,
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                url,
                folder.resolve("master.key"),
                List.of(type()),
                List.of(
                        new Operator(TOLD, TestPki.OPERATOR_OID, URI.create("https://localhost:" + callback)),
                        new Operator(UNTOLD, UNTOLD_OID, Optional.empty(), Set.of())),
                ServerPolicy.standard(),
                Operation.DEFAULT,
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE);
    }

    private static ProfileType type() {
        return new ProfileType(
                "generic",
                org.esimtestbed.profilepackage.type.ProfileType.generic(),
                Appearance.plain("bench", "Generic profile"),
                Protection.SESSION_KEYS);
    }

    private String obey(String line) throws IOException {
        var words = line.split(" ");
        return switch (words[0]) {
            case "order" -> order(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "fill" -> stored.fill(Integer.parseInt(words[1]));
            case "count" -> stored.count();
            case "counted" -> stored.counted();
            case "cpu" -> ProcessFigures.cpu();
            case "compiled" -> ProcessFigures.compiled();
            case "told" -> told();
            case "memory" -> ProcessFigures.memory();
            default -> throw new IllegalArgumentException(line);
        };
    }

    /// Orders that may be downloaded, from one number on; the MatchingID is the ICCID.
    ///
    /// @param whose [#TOLD] or [#UNTOLD]
    private String order(String whose, int from, int count) {
        for (int i = from; i < from + count; i++) {
            var iccid = iccid(i);
            var delivery =
                    new Delivery(Optional.of(iccid.digits()), Optional.empty(), Optional.empty(), Optional.empty());
            running.orders()
                    .add(
                            ProfileOrder.available(iccid, whose, type.name())
                                    .reservedFor(Optional.empty())
                                    .after(OrderEvent.CONFIRM_ORDER)
                                    .reachedBy(delivery)
                                    .after(OrderEvent.RELEASE_PROFILE),
                            Change.byServer("bench"));
            running.contents().put(iccid, types.make(type, iccid, subscriber(i)));
        }
        return "ok";
    }

    /// Once the operator knows everything.
    private String told() {
        var callbacks = running.callbacks();
        while (callbacks.count() > 0) LockSupport.parkNanos(LOOK_AGAIN);
        return "ok";
    }

    private static Personalisation subscriber(int number) {
        return new Personalisation(
                "00101%010d".formatted(number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Iccid iccid(int number) {
        return Iccid.withLuhnDigit("89882119" + "%010d".formatted(number));
    }
}
