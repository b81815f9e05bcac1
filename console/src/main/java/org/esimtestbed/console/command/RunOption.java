package org.esimtestbed.console.command;

import java.nio.file.Path;
import org.esimtestbed.console.ecosystem.Endpoints;
import picocli.CommandLine.Option;

/// `--run DIR`, the folder of the ecosystem a command speaks to.
final class RunOption {
    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "folder of the running ecosystem (default: ${DEFAULT-VALUE})")
    Path folder = Path.of("run");

    Endpoints endpoints() {
        return Endpoints.read(folder);
    }
}
