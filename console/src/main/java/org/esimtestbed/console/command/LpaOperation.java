package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.card.VpcdChannel;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.Tracer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// One operation of the device on the card of the running ecosystem.
abstract class LpaOperation implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    JsonOption json = new JsonOption();

    /// @return the exit code
    abstract int perform(Device device, PrintWriter out);

    @Override
    public final Integer call() {
        var endpoints = run.endpoints();
        try (var device = device(endpoints)) {
            return perform(device, spec.commandLine().getOut());
        }
    }

    private static Device device(Endpoints endpoints) {
        var door = endpoints.card().split(":", 2);
        var clock = InstantSource.system();
        var ci = new PkiFolder(Path.of(endpoints.pki()), Crypto.standard()).readCertificate(PkiFolder.CI);
        var chain = new CertificateChain(Crypto.standard(), clock, List.of(ci), RevocationList.EMPTY);
        return new Device(
                new VpcdChannel(door[0], Integer.parseInt(door[1])),
                new Es9Plus(chain, Tracer.NONE, clock),
                new HomeNetwork(URI.create(endpoints.operator())),
                Tracer.NONE,
                clock);
    }

    /// @throws IllegalArgumentException if the text is neither
    static ProfileIdentifier identifier(String iccidOrAid) {
        return iccidOrAid.matches("(?i)A0000005591010.*")
                ? new ProfileIdentifier.ByAid(Aid.of(iccidOrAid))
                : new ProfileIdentifier.ByIccid(new Iccid(iccidOrAid));
    }

    /// Prints a result code of ES10c as people read it.
    int report(PrintWriter out, Enum<?> result, String done) {
        boolean ok = result.name().equals("OK");
        if (json.wanted) {
            json.print(out, Map.of("result", result.name().toLowerCase(Locale.ROOT)));
        } else {
            out.println(
                    ok
                            ? done
                            : "The eUICC refuses: "
                                    + result.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        }
        return ok ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    static String describe(ServiceState state) {
        return switch (state) {
            case ServiceState.Attached(var sim, var plmn, var resynchronised) ->
                "attached to " + plmn + " with IMSI " + sim.imsi() + (resynchronised ? ", resynchronised" : "");
            case ServiceState.NoService(var reason) -> "no service: " + reason;
        };
    }
}
