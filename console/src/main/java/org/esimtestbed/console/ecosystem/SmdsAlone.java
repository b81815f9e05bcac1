package org.esimtestbed.console.ecosystem;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.web.RunningSmDs;

/// The SM-DS without the other roles, under certificates that are issued where they are missing.
public final class SmdsAlone {
    /// @param brainpool port of ES11 on brainpoolP256r1
    /// @param address   what LPAs name; absent: localhost and the port
    /// @param root      where the Root answers ES15; absent: this is a Root
    /// @param pki       for P-256; that for brainpoolP256r1 is its subfolder `brainpool`
    public record Choices(
            Path folder,
            String host,
            int port,
            Optional<Integer> brainpool,
            int es12Port,
            int adminPort,
            Optional<String> address,
            Optional<String> root,
            Path pki,
            Optional<String> database) {}

    private final Choices choices;
    private final Crypto crypto = Crypto.standard();
    private final InstantSource clock = InstantSource.system();

    public SmdsAlone(Choices choices) {
        this.choices = choices;
    }

    /// What to start: certificates are issued, ports looked at.
    ///
    /// @throws IllegalArgumentException if the address of the Root is none
    /// @throws Ports.PortTaken          if somebody else listens on a port
    public SmDsSettings settings() {
        var identities = new ArrayList<DsIdentity>();
        var cis = new ArrayList<Certificate>();
        add(identities, cis, choices.pki(), Curve.NIST_P256, choices.port(), choices.address());
        choices.brainpool()
                .ifPresent(port -> add(
                        identities,
                        cis,
                        choices.pki().resolve("brainpool"),
                        Curve.BRAINPOOL_P256R1,
                        port,
                        Optional.empty()));
        identities.forEach(it -> Ports.checkFree(choices.host(), it.port(), "ES11"));
        Ports.checkFree(choices.host(), choices.es12Port(), "ES12");
        Ports.checkFree("127.0.0.1", choices.adminPort(), "operation");
        return new SmDsSettings(
                choices.host(),
                identities,
                choices.es12Port(),
                choices.root(),
                cis,
                choices.database().orElseGet(() -> Ecosystem.database(choices.folder())),
                SmDsPolicy.standard(),
                Operation.DEFAULT.withAdmin(Optional.of(Operation.Admin.loopback(choices.adminPort()))),
                crypto,
                clock,
                Tracer.NONE);
    }

    private void add(
            List<DsIdentity> identities,
            List<Certificate> cis,
            Path folder,
            Curve curve,
            int wanted,
            Optional<String> address) {
        var pki = new TestPki(new PkiFolder(folder, crypto), crypto, clock);
        if (!pki.folder().has(PkiFolder.CI)) pki.init(curve);
        var smds = choices.root().isPresent()
                ? pki.smds("smds", TestPki.SMDS_OID)
                : pki.smds("root-smds", TestPki.ROOT_SMDS_OID);
        int port = Ports.chosen(wanted);
        identities.add(new DsIdentity(address.orElse("localhost:" + port), port, smds.dsAuth(), smds.dsTls()));
        cis.add(pki.folder().readCertificate(PkiFolder.CI));
    }

    /// Where everything is, once it runs.
    public SmdsEndpoints endpoints(SmDsSettings settings, RunningSmDs server) {
        var doors = IntStream.range(0, settings.identities().size())
                .mapToObj(i -> {
                    var identity = settings.identities().get(i);
                    return new SmdpEndpoints.Door(
                            "https://localhost:" + server.es11Port(i),
                            identity.address(),
                            identity.dsAuth().certificate().curve().title());
                })
                .toList();
        return new SmdsEndpoints(
                doors,
                "https://localhost:" + server.es12Port(),
                "http://127.0.0.1:" + server.adminPort(),
                choices.pki().toAbsolutePath().resolve(PkiFolder.CI + ".pem").toString());
    }
}
