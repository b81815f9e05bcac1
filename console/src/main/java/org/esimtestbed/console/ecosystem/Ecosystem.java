package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.door.VpcdServer;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.IsdrAids;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.mno.web.RunningMno;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.esimtestbed.smdpplus.quirk.Script;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import org.esimtestbed.smds.web.RunningSmDs;

/// CI, EUM, operator, SM-DP+, SM-DS and cards, running, until it is closed. Devices are made on demand; they reach the
/// servers as any foreign device would.
public final class Ecosystem implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ecosystem.class.getName());
    static final String HOST = "127.0.0.1";
    static final String OPERATOR = "esim-testbed-operator";

    private final EcosystemSettings settings;
    private final TestPki pki;
    private final EuiccFactory euiccs;
    private final Optional<RunningSmDpPlus> smdp;
    private final Optional<RunningMno> operator;
    private final Optional<RunningSmDs> smds;
    private final String smdpAddress;
    private final Smds discovery;
    private final Deque<AutoCloseable> open;

    private Ecosystem(
            EcosystemSettings settings,
            TestPki pki,
            Optional<RunningSmDpPlus> smdp,
            Optional<RunningMno> operator,
            Optional<RunningSmDs> smds,
            String smdpAddress,
            Smds discovery,
            Deque<AutoCloseable> open) {
        this.settings = settings;
        this.pki = pki;
        this.smdp = smdp;
        this.operator = operator;
        this.smds = smds;
        this.smdpAddress = smdpAddress;
        this.discovery = discovery;
        this.open = open;
        this.euiccs = new EuiccFactory(
                settings.crypto(), settings.clock(), List.of(pki.folder().readCertificate(PkiFolder.CI)));
    }

    /// Where the Root SM-DS is.
    ///
    /// @param address what cards name: the host and port of ES11
    /// @param es12    what orders name: the host and port of ES12
    public record Smds(String address, String es12) {}

    /// Issues what is missing of the PKI and starts the servers; returns once they answer.
    ///
    /// @throws Ports.PortTaken  if somebody else listens on a port
    /// @throws RuntimeException if a server does not start; nothing is left running
    public static Ecosystem start(EcosystemSettings settings) {
        return start(settings, EnumSet.allOf(Role.class));
    }

    /// As [#start], with only some of the roles; the others are somebody else's, at the ports of the settings.
    public static Ecosystem start(EcosystemSettings settings, Set<Role> roles) {
        settings.ports().checkFree(roles);
        var pki = new TestPki(
                new PkiFolder(settings.folder().resolve("pki"), settings.crypto()),
                settings.crypto(),
                settings.clock());
        if (!pki.folder().has(PkiFolder.CI)) pki.init(Curve.NIST_P256);
        var roleSettings = new RoleSettings(settings, pki);
        var open = new ArrayDeque<AutoCloseable>();
        try {
            // both servers must know the other's port before either listens
            int es9 = Ports.chosen(settings.ports().es9());
            int es2 = Ports.chosen(settings.ports().es2());
            int callback = Ports.chosen(settings.ports().callback());
            var smdpAddress = "localhost:" + es9;
            int es11 = Ports.chosen(settings.ports().smds().es11());
            int es12 = Ports.chosen(settings.ports().smds().es12());
            var discovery = new Smds("localhost:" + es11, "localhost:" + es12);
            var smdp = optional(
                    roles.contains(Role.SM_DP_PLUS),
                    open,
                    () -> RunningSmDpPlus.start(roleSettings.smdp(smdpAddress, es9, es2, callback)));
            var operator = optional(
                    roles.contains(Role.OPERATOR),
                    open,
                    () -> RunningMno.start(
                            roleSettings.operator(List.of(smdpAddress, discovery.address()), es2, callback)));
            // last, for it is the last to close: the SM-DP+ may still have events to delete
            var smds =
                    optional(roles.contains(Role.SM_DS), open, () -> RunningSmDs.start(roleSettings.smds(es11, es12)));
            return new Ecosystem(settings, pki, smdp, operator, smds, smdpAddress, discovery, open);
        } catch (RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    private static <R extends AutoCloseable> Optional<R> optional(
            boolean wanted, Deque<AutoCloseable> open, Supplier<R> start) {
        if (!wanted) return Optional.empty();
        var role = start.get();
        open.add(role);
        return Optional.of(role);
    }

    /// An H2 file in that folder, which speaks as PostgreSQL does.
    public static String database(Path folder) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("data")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";
    }

    public TestPki pki() {
        return pki;
    }

    /// The SM-DP+, where it runs here.
    public Optional<RunningSmDpPlus> smdp() {
        return smdp;
    }

    /// From now on the SM-DP+ misbehaves in these ways and in no other, whatever was switched on when it last ran.
    ///
    /// @throws IllegalArgumentException naming the quirk, if there is none or the SM-DP+ is somebody else's
    public void misbehaves(List<Assignment> quirks) {
        smdp.map(RunningSmDpPlus::script).ifPresent(Script::switchOffAll);
        for (var quirk : quirks) {
            smdp.orElseThrow(() -> new IllegalArgumentException("no SM-DP+ runs here for " + quirk.text()))
                    .script()
                    .switchOn(quirk);
        }
    }

    /// The SM-DS, where it runs here.
    public Optional<RunningSmDs> smds() {
        return smds;
    }

    /// Where the Root SM-DS is, whoever runs it.
    public Smds discovery() {
        return discovery;
    }

    /// What Activation Codes name: `localhost:8443`.
    public String smdpAddress() {
        return smdpAddress;
    }

    /// Where orders are taken and devices attach.
    public URI operatorUri() {
        return URI.create("http://" + HOST + ":"
                + operator.map(RunningMno::httpPort).orElse(settings.ports().operator()));
    }

    /// Where everything is, for other terminals and foreign tools.
    ///
    /// @param card    port of the card's door
    /// @param profile what an order is for where it does not say
    public Endpoints endpoints(int card, Eid eid, ChosenProfile profile) {
        var folder = pki.folder().path().toAbsolutePath();
        int es2 = smdp.map(RunningSmDpPlus::es2Port).orElse(settings.ports().es2());
        return new Endpoints(
                operatorUri().toString(),
                HOST + ":"
                        + operator.map(RunningMno::gatewayPort)
                                .orElse(settings.ports().gateway()),
                "https://" + smdpAddress,
                "https://localhost:" + es2,
                smdpAddress,
                "https://" + discovery.address(),
                "https://" + discovery.es12(),
                HOST + ":" + card,
                eid.digits(),
                folder.resolve(PkiFolder.CI + ".pem").toString(),
                folder.toString(),
                OPERATOR,
                folder.resolve(TestPki.OPERATOR_TLS_NAME + ".pem").toString(),
                folder.resolve(TestPki.OPERATOR_TLS_NAME + ".p8").toString(),
                profile.type().name(),
                profile.testKey().map(Bytes::hex),
                admin(),
                settings.ports()
                        .smds()
                        .admin()
                        .map(port -> "http://" + HOST + ":"
                                + smds.map(RunningSmDs::adminPort).orElse(port)));
    }

    private Optional<String> admin() {
        return settings.ports()
                .admin()
                .map(port -> "http://" + HOST + ":"
                        + smdp.map(RunningSmDpPlus::adminPort).orElse(port));
    }

    /// A card whose state is kept in a file of the run folder.
    ///
    /// @throws CardFolder.InUse     if another process serves it
    /// @throws UncheckedIOException with the reason, if the file holds no state of this card
    public Card card(Eid eid) {
        var cards = new CardFolder(settings.folder(), settings.crypto());
        open.add(cards.lock(eid));
        return card(eid, cards.store(eid));
    }

    /// A card with a store of one's own.
    ///
    /// @throws UncheckedIOException with the reason, if the store holds no state of this card
    public Card card(Eid eid, CardStore store) {
        return card(eid, store, discovery.address());
    }

    /// As [#card], delivered with that Root SM-DS, unless the personality names one.
    public Card card(Eid eid, CardStore store, String rootSmds) {
        try {
            return euiccs.make(new Identities(pki).of(eid), withRootSmds(settings.euicc(), rootSmds), store);
        } catch (IOException e) {
            throw new UncheckedIOException("the card " + eid + " cannot start: " + e.getMessage(), e);
        }
    }

    private static Personality withRootSmds(Personality card, String rootSmds) {
        var euicc = card.settings();
        if (!euicc.rootDsAddress().isEmpty()) return card;
        return card.with(euicc.withAddresses(euicc.defaultDpAddress(), rootSmds));
    }

    /// Opens the card's APDU door.
    ///
    /// @return the port
    public int serve(Card card) {
        try {
            var server = VpcdServer.listen(
                    card,
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), settings.ports().card()),
                    broken -> LOG.fine(() -> "a connection to the card broke: " + broken.getMessage()));
            open.add(server);
            return server.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A device with that card in it, which remembers nothing of an earlier life.
    public Device device(CardChannel card) {
        return device(card, LpaQuirks.NONE, settings.tracer());
    }

    /// The same, with an LPA that misbehaves in these ways.
    public Device device(CardChannel card, LpaQuirks quirks, Tracer tracer) {
        var lpa = new LpaSettings(Isdr.MAX_BLOCK, IsdrAids.wellKnown(), DeviceMemory.untilPowerOff(), quirks);
        var servers =
                new Es9Plus(trust(), UnaryOperator.identity(), Patience.STANDARD, quirks, tracer, settings.clock());
        return new Device(card, servers, new HomeNetwork(operatorUri()), lpa, tracer, settings.clock());
    }

    public Device device(CardChannel card, Es9Plus servers, Tracer tracer) {
        return device(card, servers, BasebandSettings.STANDARD, tracer);
    }

    /// A device with that card and that kind of modem in it.
    public Device device(CardChannel card, Es9Plus servers, BasebandSettings modem, Tracer tracer) {
        var memory = LpaSettings.with(DeviceMemory.untilPowerOff());
        return new Device(card, servers, new HomeNetwork(operatorUri()), memory, modem, tracer, settings.clock());
    }

    /// ES9+ with trust in this ecosystem's CI.
    public Es9Plus es9Plus(Tracer tracer) {
        return new Es9Plus(trust(), tracer, settings.clock());
    }

    private CertificateChain trust() {
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        return new CertificateChain(settings.crypto(), settings.clock(), List.of(ci), RevocationList.EMPTY);
    }

    @Override
    public void close() {
        closeAll(open);
    }

    // In the order they were started: the SM-DP+ still has something to tell the operator.
    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.remove().close();
            } catch (Exception e) { // the others are to be closed all the same
                LOG.warning(() -> "while closing: " + e);
            }
        }
    }
}
