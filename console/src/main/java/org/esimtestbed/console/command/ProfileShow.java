package org.esimtestbed.console.command;

import java.util.LinkedHashMap;
import org.esimtestbed.profilepackage.view.ProfileView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed profile show`.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a profile package: every element, its fields by the specification's names, and what "
                + "well-known files say. Keys, PINs and PUKs are masked.",
        footer = {
            "",
            "Examples:",
            "  testbed profile show generic",
            "  testbed profile show TS48.der --secrets",
            "  testbed profile show TS48.der --json"
        })
final class ProfileShow extends ProfileOperation {
    @Parameters(paramLabel = "FILE", description = "DER, hexadecimal text, YAML, or generic")
    private String file = "";

    @Option(names = "--secrets", description = "show keys, PINs and PUKs")
    private boolean secrets;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var view = ProfileView.of(new ProfileFile(file).read(), secrets);
        if (json.wanted) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("elements", view.elements());
            answer.put("files", view.meanings());
            json.print(out(), answer);
        } else {
            print(view.lines(WIDTH));
        }
        return ExitCodes.DONE;
    }
}
