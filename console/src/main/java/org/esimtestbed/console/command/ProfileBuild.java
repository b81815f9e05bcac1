package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.profilepackage.type.ProfileTypeText;
import org.esimtestbed.rsp.tlv.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed profile build`.
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Builds a profile package from YAML, or writes the YAML that builds a given package again bit by "
                + "bit. The YAML holds keys and codes.",
        footer = {
            "",
            "Examples:",
            "  testbed profile build my.yaml -o my.der",
            "  testbed profile build --to-yaml TS48.der -o my.yaml",
            "  testbed profile build --to-yaml generic"
        })
final class ProfileBuild extends ProfileOperation {
    @Parameters(paramLabel = "FILE", description = "YAML; with --to-yaml DER, hexadecimal text, or generic")
    private String file = "";

    @Option(names = "--to-yaml", description = "the other way round")
    private boolean toYaml;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to (default: YAML to the screen, DER in hexadecimal)")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() {
        if (toYaml) {
            var text = ProfileTypeText.of(new ProfileFile(file).read());
            if (output.isEmpty()) out().print(text);
            else write(output.get(), Bytes.utf8(text));
        } else {
            var der = new ProfileFile(file).readYaml().encode();
            if (output.isEmpty()) out().println(der.hex());
            else write(output.get(), der);
        }
        out().flush();
        return ExitCodes.DONE;
    }

    private void write(Path target, Bytes octets) {
        ProfileFile.write(target, octets);
        out().println(target + ": " + octets.size() + " octets");
    }
}
