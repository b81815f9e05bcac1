package org.esimtestbed.console.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.console.ecosystem.CardFolder;
import org.esimtestbed.console.ecosystem.Identities;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.door.VpcdClient;
import org.esimtestbed.euicc.door.VpcdServer;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed euicc serve`: cards and nothing else, until Ctrl-C.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves cards until Ctrl-C: each at a port of its own, or each in a slot of a vpcd it dials.",
            "Their keys come from the PKI of the run folder; their state stays there."
        },
        footer = {
            "",
            "Examples:",
            "  testbed euicc serve",
            "  testbed euicc serve --count 10 --port 9200",
            "  testbed euicc serve --personality removable --quirk maximum-lc=60",
            "  testbed euicc serve --dial 127.0.0.1:35963   pcscd with vsmartcard-vpcd"
        })
final class EuiccServe implements Callable<Integer> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private PersonalityOption personality = new PersonalityOption();

    @Option(
            names = "--eid",
            paramLabel = "EID",
            defaultValue = "89049032000000000000000000000163",
            description = "of the first card (default: ${DEFAULT-VALUE}); the others follow")
    private Eid eid = Eid.withCheckDigits("890490320000000000000000000001");

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "how many cards (default: 1)")
    private int count = 1;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9100", description = "of the first (default: 9100)")
    private int port = 9100;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "to listen at (default: 127.0.0.1). Whoever reaches it holds the cards.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--dial",
            paramLabel = "HOST:PORT",
            description = "dial this vpcd instead, the second card the port after it, and so on")
    private Optional<String> dial = Optional.empty();

    @Option(names = "--smdp", paramLabel = "ADDRESS", description = "default SM-DP+ address of new cards")
    private Optional<String> smdp = Optional.empty();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (count < 1 || count > 10_000) throw new IllegalArgumentException("--count is 1 to 10000, not " + count);
        var kind = personality.read();
        var settings = kind.settings().withAddresses(smdp.orElse(""), "");
        try (var stop = new StopSignal()) {
            var open = new ArrayDeque<AutoCloseable>();
            try {
                serve(kind.with(settings), open);
                stop.await();
            } finally {
                close(open);
            }
        }
        return ExitCodes.DONE;
    }

    private void serve(Personality kind, Deque<AutoCloseable> open) throws IOException {
        var crypto = Crypto.standard();
        var pki = pki(crypto);
        var cards = new CardFolder(run.folder, crypto);
        var identities = new Identities(pki);
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        var factory = new EuiccFactory(crypto, InstantSource.system(), List.of(ci));
        var out = spec.commandLine().getOut();
        for (int i = 0; i < count; i++) {
            var each = after(eid, i);
            open.push(cards.lock(each));
            var card = factory.make(identities.of(each), kind, cards.store(each));
            out.println("  " + each + "  " + door(card, i, open));
        }
        out.println(count + (count == 1 ? " card, " : " cards, ") + kind.summary() + ". Ctrl-C stops.");
        out.flush();
    }

    private TestPki pki(Crypto crypto) {
        var folder = new PkiFolder(run.folder.resolve("pki"), crypto);
        var pki = new TestPki(folder, crypto, InstantSource.system());
        if (!folder.has(PkiFolder.CI)) pki.init(Curve.NIST_P256);
        return pki;
    }

    /// @return where the card is to be found
    private String door(Card card, int number, Deque<AutoCloseable> open) throws IOException {
        var err = spec.commandLine().getErr();
        if (dial.isPresent()) {
            var vpcd = vpcd(dial.get(), number);
            open.push(VpcdClient.dial(card, vpcd, FIRST_PAUSE, broken -> {
                err.println("testbed: " + broken.getMessage());
                err.flush();
            }));
            return "dials " + vpcd.getHostString() + ":" + vpcd.getPort();
        }
        var server = VpcdServer.listen(card, new InetSocketAddress(bind, port == 0 ? 0 : port + number), broken -> {
            err.println("testbed: a connection broke: " + broken.getMessage());
            err.flush();
        });
        open.push(server);
        return bind + ":" + server.port();
    }

    private static InetSocketAddress vpcd(String address, int number) {
        int colon = address.lastIndexOf(':');
        try {
            if (colon > 0) {
                int first = Integer.parseInt(address.substring(colon + 1));
                return new InetSocketAddress(address.substring(0, colon), first + number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--dial is HOST:PORT, not " + address);
    }

    /// The EID so many after another, its check digits made anew.
    static Eid after(Eid first, int number) {
        var digits = new BigInteger(first.digits().substring(0, 30)).add(BigInteger.valueOf(number));
        return Eid.withCheckDigits("%030d".formatted(digits));
    }

    private static void close(Deque<AutoCloseable> open) throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
