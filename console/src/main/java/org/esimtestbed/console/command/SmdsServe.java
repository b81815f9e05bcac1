package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.console.ecosystem.SmdsAlone;
import org.esimtestbed.console.ecosystem.SmdsEndpoints;
import org.esimtestbed.smds.web.RunningSmDs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed smds serve`: the SM-DS and nothing else, until Ctrl-C.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves ES11 and ES12 until Ctrl-C: as a Root SM-DS, or as an Alternative one of the Root that is named.",
            "smds.json in its folder says where everything is. docs/smds.md has more."
        },
        footer = {
            "",
            "Examples:",
            "  testbed smds serve",
            "  testbed smds serve --brainpool-port 8452",
            "  testbed smds serve --folder run/alternative --root localhost:8446 --port-offset 100",
            "  testbed smds serve --database jdbc:postgresql://localhost/smds",
            "",
            "Exit codes: 2 wrong usage, 3 a port is taken or no database."
        })
final class SmdsServe implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "run/smds",
            description = "for database and smds.json (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("run/smds");

    @Option(names = "--port", paramLabel = "N", defaultValue = "8445", description = "ES11 on P-256 (default: 8445)")
    private int port = 8445;

    @Option(names = "--brainpool-port", paramLabel = "N", description = "ES11 on brainpoolP256r1 as well")
    private Optional<Integer> brainpoolPort = Optional.empty();

    @Option(
            names = "--es12-port",
            paramLabel = "N",
            defaultValue = "8446",
            description = "ES12, and ES15 at a Root (default: 8446)")
    private int es12Port = 8446;

    @Option(names = "--admin-port", paramLabel = "N", defaultValue = "8450", description = "operation (default: 8450)")
    private int adminPort = 8450;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "shift these ports by N")
    private int portOffset;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "to listen at for ES11 and ES12 (default: 127.0.0.1)")
    private String host = "127.0.0.1";

    @Option(names = "--address", paramLabel = "NAME", description = "what LPAs name (default: localhost:PORT)")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--root",
            paramLabel = "HOST:PORT",
            description = "where the Root SM-DS answers ES15 (default: this is a Root)")
    private Optional<String> root = Optional.empty();

    @Option(
            names = "--pki",
            paramLabel = "DIR",
            defaultValue = "run/pki",
            description = "of the CI; what is missing is issued (default: ${DEFAULT-VALUE}, that of `testbed up`)")
    private Path pki = Path.of("run/pki");

    @Option(names = "--database", paramLabel = "JDBC-URL", description = "H2 or PostgreSQL (default: in the folder)")
    private Optional<String> database = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        try (var stop = new StopSignal();
                var _ = RunFolder.lock(folder)) {
            var alone = new SmdsAlone(new SmdsAlone.Choices(
                    folder,
                    host,
                    shifted(port),
                    brainpoolPort.map(this::shifted),
                    shifted(es12Port),
                    shifted(adminPort),
                    address,
                    root,
                    pki,
                    database));
            var settings = alone.settings();
            try (var server = RunningSmDs.start(settings)) {
                var endpoints = alone.endpoints(settings, server);
                endpoints.write(folder);
                announce(endpoints);
                stop.await();
            } finally {
                SmdsEndpoints.delete(folder);
            }
        }
        return ExitCodes.DONE;
    }

    private int shifted(int number) {
        int shifted = number == 0 ? 0 : number + portOffset;
        if (shifted < 0 || shifted > 65535) throw new IllegalArgumentException("no port: " + shifted);
        return shifted;
    }

    private void announce(SmdsEndpoints endpoints) {
        var out = spec.commandLine().getOut();
        out.println(root.isPresent() ? "The Alternative SM-DS is up." : "The Root SM-DS is up.");
        for (var door : endpoints.es11()) {
            out.println("  ES11       " + door.url());
            out.println("             " + door.address() + ", " + door.curve());
        }
        out.println("  ES12       " + endpoints.es12());
        out.println("  operation  " + endpoints.admin() + "/swagger-ui/index.html");
        out.println("  CI         " + endpoints.ciFile());
        out.println("  endpoints  " + SmdsEndpoints.file(folder));
        out.println("Ctrl-C stops.");
        out.flush();
    }
}
