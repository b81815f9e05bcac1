package org.esimtestbed.console.command;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.esimtestbed.rsp.crypto.Crypto;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `testbed info`: what this installation runs on.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Tells versions, the crypto providers in use, and the machine.",
        footer = {"", "Examples:", "  testbed info", "  testbed info --json"})
public final class InfoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("version", "0.1.0");
        facts.put("java", Runtime.version() + " at " + System.getProperty("java.home"));
        facts.put("crypto", Crypto.standard().describe());
        facts.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"));
        var out = spec.commandLine().getOut();
        if (json.wanted) {
            json.print(out, facts);
        } else {
            facts.forEach((label, value) -> out.println("%-9s %s".formatted(label, value)));
        }
        return ExitCodes.DONE;
    }
}
