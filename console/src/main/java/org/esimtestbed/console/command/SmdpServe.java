package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.console.ecosystem.SmdpAlone;
import org.esimtestbed.console.ecosystem.SmdpEndpoints;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed smdp serve`: the SM-DP+ and nothing else, until Ctrl-C.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves ES9+ and ES2+ until Ctrl-C, in the state a fixture says or as it was left.",
            "smdp.json in its folder says where everything is. docs/smdp.md has more."
        },
        footer = {
            "",
            "Examples:",
            "  testbed smdp serve",
            "  testbed smdp serve --fixtures state.yaml --max-svn 2.5.0",
            "  testbed smdp serve --brainpool-port 8449 --tls-name smdp.example.com",
            "  testbed smdp serve --database jdbc:postgresql://localhost/smdp",
            "",
            "Exit codes: 2 wrong usage or fixture, 3 a port is taken or no database."
        })
final class SmdpServe implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "run/smdp",
            description = "for keys, database and smdp.json (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/smdp");

    @Option(names = "--fixtures", paramLabel = "FILE", description = "the state to be in before the first answer")
    private Optional<Path> fixtures = Optional.empty();

    @Option(names = "--port", paramLabel = "N", defaultValue = "8443", description = "ES9+ on P-256 (default: 8443)")
    private int port = 8443;

    @Option(names = "--brainpool-port", paramLabel = "N", description = "ES9+ on brainpoolP256r1 as well")
    private Optional<Integer> brainpoolPort = Optional.empty();

    @Option(names = "--es2-port", paramLabel = "N", defaultValue = "8444", description = "ES2+ (default: 8444)")
    private int es2Port = 8444;

    @Option(names = "--admin-port", paramLabel = "N", defaultValue = "8448", description = "operation (default: 8448)")
    private int adminPort = 8448;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "shift these ports by N")
    private int portOffset;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "to listen at for ES9+ and ES2+ (default: 127.0.0.1)")
    private String host = "127.0.0.1";

    @Option(
            names = "--address",
            paramLabel = "NAME",
            description = "what Activation Codes name (default: localhost:PORT)")
    private Optional<String> address = Optional.empty();

    @Option(names = "--brainpool-address", paramLabel = "NAME", description = "the same for brainpoolP256r1")
    private Optional<String> brainpoolAddress = Optional.empty();

    @Option(
            names = "--tls-name",
            paramLabel = "NAME",
            arity = "1..*",
            description = "host names and IP addresses more in issued TLS certificates")
    private List<String> tlsNames = List.of();

    @Option(
            names = "--pki",
            paramLabel = "DIR",
            description = "of CI and certificates; issued where missing " + "(default: pki in the folder)")
    private Optional<Path> pki = Optional.empty();

    @Option(names = "--database", paramLabel = "JDBC-URL", description = "H2 or PostgreSQL (default: in the folder)")
    private Optional<String> database = Optional.empty();

    @Option(names = "--master-key", paramLabel = "FILE", description = "of what is sealed in the database")
    private Optional<Path> masterKey = Optional.empty();

    @Option(names = "--max-svn", paramLabel = "X.Y.Z", description = "refuse eUICCs above with 8.8.3/3.1")
    private Optional<String> maxSvn = Optional.empty();

    enum Form {
        text,
        hexadecimal
    }

    @Option(
            names = "--confirmation-code",
            paramLabel = "FORM",
            description = "what is hashed: text (SGP.22), or the octets of hexadecimal digits")
    private Optional<Form> confirmationCode = Optional.empty();

    enum Log {
        lines,
        json
    }

    @Option(names = "--log", paramLabel = "FORM", description = "log requests as lines or json (default: not)")
    private Optional<Log> log = Optional.empty();

    @Option(
            names = "--admin-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "for operation; any but loopback needs the token (default: 127.0.0.1)")
    private String adminHost = "127.0.0.1";

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:ESIM_TESTBED_ADMIN_TOKEN}",
            description = "default: $ESIM_TESTBED_ADMIN_TOKEN, else one is made where needed")
    private Optional<String> adminToken = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        try (var stop = new StopSignal();
                var _ = RunFolder.lock(folder)) {
            var alone = new SmdpAlone(choices());
            var settings = alone.settings();
            try (var server = RunningSmDpPlus.start(settings)) {
                var endpoints = alone.endpoints(settings, server);
                endpoints.write(folder);
                announce(endpoints);
                stop.await();
            } finally {
                SmdpEndpoints.delete(folder);
            }
        }
        return ExitCodes.DONE;
    }

    private SmdpAlone.Choices choices() {
        return new SmdpAlone.Choices(
                folder,
                fixtures,
                host,
                new SmdpAlone.Curve(shifted(port), address),
                brainpoolPort.map(it -> new SmdpAlone.Curve(shifted(it), brainpoolAddress)),
                shifted(es2Port),
                new SmdpAlone.Admin(adminHost, shifted(adminPort), adminToken.filter(it -> !it.isBlank())),
                tlsNames,
                pki.orElse(folder.resolve("pki")),
                database,
                masterKey.orElse(folder.resolve("master.key")),
                maxSvn.map(Version::of),
                confirmationCode.map(it -> switch (it) {
                    case text -> ConfirmationCode.Form.TEXT;
                    case hexadecimal -> ConfirmationCode.Form.HEXADECIMAL_OCTETS;
                }),
                log.filter(it -> it == Log.json).isPresent() ? Operation.LogFormat.JSON : Operation.LogFormat.LINES,
                log.isPresent());
    }

    private int shifted(int number) {
        int shifted = number == 0 ? 0 : number + portOffset;
        if (shifted < 0 || shifted > 65535) throw new IllegalArgumentException("no port: " + shifted);
        return shifted;
    }

    private void announce(SmdpEndpoints endpoints) {
        var out = spec.commandLine().getOut();
        out.println("The SM-DP+ is up.");
        for (var door : endpoints.es9plus()) {
            out.println("  ES9+       " + door.url());
            out.println("             " + door.address() + ", " + door.curve());
        }
        out.println("  ES2+       " + endpoints.es2plus());
        out.println("  operation  " + endpoints.admin() + "/swagger-ui/index.html");
        if (endpoints.adminToken().isPresent()) out.println("             with the token in smdp.json");
        endpoints.ciFiles().forEach(file -> out.println("  CI         " + file));
        fixtures.ifPresent(file -> out.println("  state      " + file));
        out.println("  endpoints  " + SmdpEndpoints.file(folder));
        out.println("Ctrl-C stops.");
        out.flush();
    }
}
