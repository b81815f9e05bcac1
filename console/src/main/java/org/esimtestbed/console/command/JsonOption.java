package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.rsp.json.RspJson;
import picocli.CommandLine.Option;

/// `--json`: the answer for programs instead of people.
final class JsonOption {
    @Option(names = "--json", description = "print JSON for programs")
    boolean wanted;

    void print(PrintWriter out, Object answer) {
        out.println(RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }
}
