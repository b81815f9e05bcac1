package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.mutate.Mutation;
import org.esimtestbed.profilepackage.mutate.OptionalParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `testbed profile mutate`.
@Command(
        name = "mutate",
        mixinStandardHelpOptions = true,
        description = "Takes one parameter of a package away, or alters it: to find out what a card insists on.",
        footer = {
            "",
            "A PATH is an element and what is in it, as show and diff name it. A VALUE is",
            "hexadecimal, utf8 and a text, a number, or an object identifier.",
            "",
            "Examples:",
            "  testbed profile mutate generic --list",
            "  testbed profile mutate generic --drop-optional 7 -o spoilt.der",
            "  testbed profile mutate generic --drop header.profileType -o spoilt.der",
            "  testbed profile mutate generic --set header.minor-version=1 -o old.der",
            "  testbed profile mutate generic --add-service tuak128 -o unused.der"
        })
final class ProfileMutate extends ProfileOperation {
    @Parameters(paramLabel = "FILE", description = "DER, hexadecimal text, YAML, or generic")
    private String file = "";

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Change change;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to write the DER (default: hexadecimal to the screen)")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    /// Exactly one of these.
    static final class Change {
        @Option(names = "--list", description = "list the OPTIONAL fields there are, one path a line")
        boolean list;

        @Option(names = "--drop", paramLabel = "PATH", description = "take a field, list item or element away")
        @Nullable
        String drop;

        @Option(names = "--drop-optional", paramLabel = "N", description = "take the N-th field of --list away, from 1")
        @Nullable
        Integer dropOptional;

        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "give a field another value, or add it")
        @Nullable
        String set;

        @Option(names = "--add-service", paramLabel = "NAME", description = "have the header mandate a service")
        @Nullable
        String addService;
    }

    @Override
    public Integer call() {
        var profile = new ProfileFile(file).read();
        if (change.list) {
            var paths = OptionalParameters.of(profile);
            if (json.wanted) json.print(out(), paths);
            else paths.forEach(out()::println);
            return ExitCodes.DONE;
        }
        var der = mutation(profile).apply(profile);
        if (output.isPresent()) {
            ProfileFile.write(output.get(), der);
            out().println(output.get() + ": " + der.size() + " octets, were "
                    + profile.encode().size());
        } else {
            out().println(der.hex());
        }
        out().flush();
        try {
            ProfilePackage.decode(der);
        } catch (MalformedProfile e) {
            spec.commandLine().getErr().println("testbed: this is no profile package any more: " + e.getMessage());
        }
        return ExitCodes.DONE;
    }

    private Mutation mutation(ProfilePackage profile) {
        if (change.drop != null) return new Mutation.Drop(change.drop);
        if (change.addService != null) return new Mutation.AddService(change.addService);
        if (change.set != null) {
            int equals = change.set.indexOf('=');
            if (equals < 1) throw new ParameterException(spec.commandLine(), "--set takes PATH=VALUE");
            return new Mutation.Set(change.set.substring(0, equals), change.set.substring(equals + 1));
        }
        int number = change.dropOptional == null ? 0 : change.dropOptional;
        var paths = OptionalParameters.of(profile);
        if (number < 1 || number > paths.size()) {
            throw new ParameterException(
                    spec.commandLine(), "--drop-optional takes 1 to " + paths.size() + ", not " + number);
        }
        return new Mutation.Drop(paths.get(number - 1));
    }
}
