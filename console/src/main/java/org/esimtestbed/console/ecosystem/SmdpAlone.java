package org.esimtestbed.console.ecosystem;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.fixture.FixtureFile;
import org.esimtestbed.smdpplus.fixture.FixtureServer;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;

/// The SM-DP+ without the other roles: who it is comes from a PKI that is issued where it is missing, or from a
/// fixture.
public final class SmdpAlone {
    private static final URI USUAL_CALLBACK = URI.create("https://localhost:8447");

    /// @param port    of ES9+; 0 takes a free one
    /// @param address what Activation Codes name; absent: localhost and the port
    public record Curve(int port, Optional<String> address) {}

    /// @param token absent: one is made where others than this machine can reach the port
    public record Admin(String host, int port, Optional<String> token) {}

    /// @param pki      for P-256; that for brainpoolP256r1 is its subfolder `brainpool`
    /// @param tlsNames beside the addresses
    public record Choices(
            Path folder,
            Optional<Path> fixtures,
            String host,
            Curve p256,
            Optional<Curve> brainpool,
            int es2Port,
            Admin admin,
            List<String> tlsNames,
            Path pki,
            Optional<String> database,
            Path masterKey,
            Optional<Version> maximumSvn,
            Optional<ConfirmationCode.Form> confirmationCode,
            Operation.LogFormat logFormat,
            boolean logRequests) {}

    private final Choices choices;
    private final Crypto crypto = Crypto.standard();
    private final InstantSource clock = InstantSource.system();

    public SmdpAlone(Choices choices) {
        this.choices = choices;
    }

    /// What to start: certificates are issued, ports looked at, the fixture's section `server` read.
    ///
    /// @throws IllegalArgumentException naming the place of what is wrong with the fixture, or the option
    /// @throws Ports.PortTaken          if somebody else listens on a port
    public SmDpPlusSettings settings() {
        var fixture = choices.fixtures().map(FixtureFile::read);
        var server = fixture.flatMap(it -> it.server(crypto));
        var brought = server.map(FixtureServer::identities).filter(it -> !it.isEmpty());
        var pkis = brought.isPresent() ? List.<TestPki>of() : pkis();
        var identities = brought.orElseGet(() -> issued(pkis));
        identities.forEach(it -> Ports.checkFree(choices.host(), it.port(), "ES9+"));
        Ports.checkFree(choices.host(), choices.es2Port(), "ES2+");
        Ports.checkFree(choices.admin().host(), choices.admin().port(), "operation");
        var cis = Stream.concat(
                        pkis.stream().map(it -> it.folder().readCertificate(PkiFolder.CI)),
                        server.stream().flatMap(it -> it.cis().stream()))
                .toList();
        return new SmDpPlusSettings(
                choices.host(),
                identities,
                pkis.stream().findFirst().map(TestPki::spoiltServers).orElse(Map.of()),
                choices.es2Port(),
                List.<Certificate>copyOf(cis),
                choices.database().orElseGet(() -> Ecosystem.database(choices.folder())),
                choices.masterKey(),
                List.of(ChosenProfile.generic().type()),
                pkis.isEmpty()
                        ? List.of()
                        : List.of(new Operator(Ecosystem.OPERATOR, TestPki.OPERATOR_OID, USUAL_CALLBACK)),
                policy(server),
                operation(),
                crypto,
                clock,
                Tracer.NONE,
                fixture);
    }

    private List<TestPki> pkis() {
        var pkis = new ArrayList<TestPki>();
        pkis.add(pki(choices.pki(), org.esimtestbed.rsp.crypto.Curve.NIST_P256));
        if (choices.brainpool().isPresent()) {
            pkis.add(pki(choices.pki().resolve("brainpool"), org.esimtestbed.rsp.crypto.Curve.BRAINPOOL_P256R1));
        }
        return pkis;
    }

    private TestPki pki(Path folder, org.esimtestbed.rsp.crypto.Curve curve) {
        var pki = new TestPki(new PkiFolder(folder, crypto), crypto, clock);
        if (!pki.folder().has(PkiFolder.CI)) pki.init(curve);
        return pki;
    }

    private List<ServerIdentity> issued(List<TestPki> pkis) {
        var curves = Stream.concat(Stream.of(choices.p256()), choices.brainpool().stream())
                .toList();
        return IntStream.range(0, curves.size())
                .mapToObj(i -> issued(pkis.get(i), curves.get(i)))
                .toList();
    }

    private ServerIdentity issued(TestPki pki, Curve curve) {
        int port = Ports.chosen(curve.port());
        var address = curve.address().orElse("localhost:" + port);
        var names = Stream.concat(choices.tlsNames().stream(), Stream.of(address.replaceFirst(":[0-9]+$", "")))
                .toList();
        return new ServerIdentity(
                address,
                port,
                pki.folder().read(TestPki.DP_AUTH_NAME),
                pki.folder().read(TestPki.DP_PB_NAME),
                pki.dpTls(names));
    }

    private ServerPolicy policy(Optional<FixtureServer> server) {
        var policy = server.map(it -> it.policy().over(ServerPolicy.standard())).orElseGet(ServerPolicy::standard);
        return policy.with(
                choices.maximumSvn().or(policy::maximumSvn),
                choices.confirmationCode().orElse(policy.confirmationCodeForm()));
    }

    private Operation operation() {
        var admin = choices.admin();
        var token = admin.token()
                .or(() -> isLoopback(admin.host())
                        ? Optional.empty()
                        : Optional.of(crypto.random(16).hex()));
        return new Operation(
                Limits.DEFAULT,
                Optional.of(new Operation.Admin(admin.host(), admin.port(), token)),
                choices.logFormat(),
                choices.logRequests());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--admin-host: no address of this machine: " + host, e);
        }
    }

    /// Where everything is, once it runs.
    public SmdpEndpoints endpoints(SmDpPlusSettings settings, RunningSmDpPlus server) {
        var doors = IntStream.range(0, settings.identities().size())
                .mapToObj(i -> {
                    var identity = settings.identities().get(i);
                    var host = identity.address().replaceFirst(":[0-9]+$", "");
                    return new SmdpEndpoints.Door(
                            "https://" + host + ":" + server.es9Port(i),
                            identity.address(),
                            identity.dpAuth().certificate().curve().title());
                })
                .toList();
        boolean issued = !settings.operators().isEmpty();
        var operator = choices.pki().toAbsolutePath().resolve(TestPki.OPERATOR_TLS_NAME);
        var admin = settings.operation().admin().orElseThrow();
        return new SmdpEndpoints(
                doors,
                "https://localhost:" + server.es2Port(),
                "http://" + admin.host() + ":" + server.adminPort(),
                admin.token(),
                issued ? ciFiles() : List.of(),
                Optional.of(Ecosystem.OPERATOR).filter(_ -> issued),
                Optional.of(operator + ".pem").filter(_ -> issued),
                Optional.of(operator + ".p8").filter(_ -> issued));
    }

    private List<String> ciFiles() {
        var ci = PkiFolder.CI + ".pem";
        var folder = choices.pki().toAbsolutePath();
        return choices.brainpool().isPresent()
                ? List.of(
                        folder.resolve(ci).toString(),
                        folder.resolve("brainpool").resolve(ci).toString())
                : List.of(folder.resolve(ci).toString());
    }
}
