package org.esimtestbed.console.command;

import org.esimtestbed.profilepackage.view.FileTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `testbed profile tree`.
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description = "Draws the file system a package builds: file ID, name, structure, size or records, SFI, who "
                + "may read (r) and update (u), and how the content begins.",
        footer = {
            "",
            "TR transparent, LF linear fixed, CY cyclic, BT BER-TLV; ALW always, NEV never.",
            "",
            "Examples:",
            "  testbed profile tree generic",
            "  testbed profile tree TS48.der --json"
        })
final class ProfileTree extends ProfileOperation {
    @Parameters(paramLabel = "FILE", description = "DER, hexadecimal text, YAML, or generic")
    private String file = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var tree = FileTree.of(new ProfileFile(file).read());
        if (json.wanted) json.print(out(), tree.nodes());
        else print(tree.lines(WIDTH));
        for (var refused : tree.files().refusals()) {
            spec.commandLine().getErr().println("testbed: not all of it can be made: " + refused.getMessage());
        }
        return ExitCodes.DONE;
    }
}
