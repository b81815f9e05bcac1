package org.esimtestbed.console.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
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
    private final Servers servers;

    private Ecosystem(EcosystemSettings settings, TestPki pki, Servers servers) {
        this.settings = settings;
        this.pki = pki;
        this.servers = servers;
        this.euiccs = new EuiccFactory(
                settings.crypto(), settings.clock(), List.of(pki.folder().readCertificate(PkiFolder.CI)));
    }

    /// Issues what is missing of the PKI and starts the usual servers; returns once they answer.
    ///
    /// @throws Ports.PortTaken  if somebody else listens on a port
    /// @throws RuntimeException if a server does not start; nothing is left running
    public static Ecosystem start(EcosystemSettings settings) {
        return start(settings, Role.USUAL);
    }

    /// As [#start], with only some of the roles; the others are somebody else's, at the ports of the settings.
    public static Ecosystem start(EcosystemSettings settings, Set<Role> roles) {
        settings.ports().checkFree(roles);
        var pki = new TestPki(
                new PkiFolder(settings.folder().resolve("pki"), settings.crypto()),
                settings.crypto(),
                settings.clock());
        if (!pki.folder().has(PkiFolder.CI)) pki.init(Curve.NIST_P256);
        return new Ecosystem(settings, pki, Servers.start(settings, pki, roles));
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
        return servers.smdp();
    }

    /// From now on the SM-DP+ misbehaves in these ways and in no other, whatever was switched on when it last ran.
    ///
    /// @throws IllegalArgumentException naming the quirk, if there is none or the SM-DP+ is somebody else's
    public void misbehaves(List<Assignment> quirks) {
        smdp().map(RunningSmDpPlus::script).ifPresent(Script::switchOffAll);
        for (var quirk : quirks) {
            smdp().orElseThrow(() -> new IllegalArgumentException("no SM-DP+ runs here for " + quirk.text()))
                    .script()
                    .switchOn(quirk);
        }
    }

    /// The Root SM-DS, where it runs here.
    public Optional<RunningSmDs> smds() {
        return servers.smds();
    }

    /// The Alternative SM-DS, where there is one.
    public Optional<RunningSmDs> alternativeSmds() {
        return servers.alternative();
    }

    /// Where the Root SM-DS is, whoever runs it.
    public SmdsPlace discovery() {
        return servers.root();
    }

    /// What Activation Codes name: `localhost:8443`.
    public String smdpAddress() {
        return servers.smdpAddress();
    }

    /// Where orders are taken and devices attach.
    public URI operatorUri() {
        return servers.operatorUri();
    }

    /// Where everything is, for other terminals and foreign tools.
    ///
    /// @param card    port of the card's door
    /// @param profile what an order is for where it does not say
    public Endpoints endpoints(int card, Eid eid, ChosenProfile profile) {
        return servers.endpoints(pki.folder(), card, eid, profile);
    }

    /// A card whose state is kept in a file of the run folder.
    ///
    /// @throws CardFolder.InUse     if another process serves it
    /// @throws UncheckedIOException with the reason, if the file holds no state of this card
    public Card card(Eid eid) {
        var cards = new CardFolder(settings.folder(), settings.crypto());
        servers.open().add(cards.lock(eid));
        return card(eid, cards.store(eid));
    }

    /// A card with a store of one's own.
    ///
    /// @throws UncheckedIOException with the reason, if the store holds no state of this card
    public Card card(Eid eid, CardStore store) {
        return card(eid, store, discovery().address());
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
            servers.open().add(server);
            return server.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hears what the servers do; a device may tell it too. Two SM-DSs are told apart.
    public Tracer tracer() {
        return servers.tracer();
    }

    /// A device with that card in it, which remembers nothing of an earlier life.
    public Device device(CardChannel card) {
        return device(card, LpaQuirks.NONE, tracer());
    }

    /// The same, with an LPA that misbehaves in these ways.
    public Device device(CardChannel card, LpaQuirks quirks, Tracer tracer) {
        var lpa = new LpaSettings(Isdr.MAX_BLOCK, IsdrAids.wellKnown(), DeviceMemory.untilPowerOff(), quirks);
        var es9Plus =
                new Es9Plus(trust(), UnaryOperator.identity(), Patience.STANDARD, quirks, tracer, settings.clock());
        return new Device(card, es9Plus, new HomeNetwork(operatorUri()), lpa, tracer, settings.clock());
    }

    public Device device(CardChannel card, Es9Plus es9Plus, Tracer tracer) {
        return device(card, es9Plus, BasebandSettings.STANDARD, tracer);
    }

    /// A device with that card and that kind of modem in it.
    public Device device(CardChannel card, Es9Plus es9Plus, BasebandSettings modem, Tracer tracer) {
        var memory = LpaSettings.with(DeviceMemory.untilPowerOff());
        return new Device(card, es9Plus, new HomeNetwork(operatorUri()), memory, modem, tracer, settings.clock());
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
        servers.close();
    }
}
