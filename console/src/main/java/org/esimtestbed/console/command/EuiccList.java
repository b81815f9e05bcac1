package org.esimtestbed.console.command;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.CardFolder;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.euicc.state.InstalledProfile;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `testbed euicc list`: the cards that have stored something.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the cards of the run folder.",
        footer = {"", "Examples:", "  testbed euicc list", "  testbed euicc list --json"})
final class EuiccList implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private JsonOption json = new JsonOption();

    /// @param trouble why it cannot be read
    record Row(
            String eid,
            boolean served,
            int profiles,
            Optional<String> enabled,
            int notifications,
            long octets,
            Optional<String> trouble) {}

    @Override
    public Integer call() {
        var cards = new CardFolder(run.folder, Crypto.standard());
        var rows = cards.eids().stream().map(eid -> row(cards, eid)).toList();
        var out = spec.commandLine().getOut();
        if (json.wanted) {
            json.print(out, rows);
        } else {
            print(rows);
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private static Row row(CardFolder cards, Eid eid) {
        boolean served = cards.isServed(eid);
        try {
            long octets =
                    Files.exists(cards.file(eid)) ? cards.file(eid).toFile().length() : 0;
            var state = cards.state(eid).orElseGet(() -> CardState.fresh(""));
            return new Row(
                    eid.digits(),
                    served,
                    state.profiles().size(),
                    state.enabled().map(InstalledProfile::iccid).map(Object::toString),
                    state.notifications().size(),
                    octets,
                    Optional.empty());
        } catch (UncheckedIOException e) {
            return new Row(eid.digits(), served, 0, Optional.empty(), 0, 0, Optional.ofNullable(e.getMessage()));
        }
    }

    private void print(List<Row> rows) {
        var out = spec.commandLine().getOut();
        if (rows.isEmpty()) {
            out.println("No card in " + run.folder + " has stored anything yet.");
            return;
        }
        out.println("%-32s  %-6s  %8s  %5s  %s".formatted("EID", "served", "profiles", "notes", "enabled"));
        for (var row : rows) {
            out.println("%-32s  %-6s  %8d  %5d  %s"
                    .formatted(
                            row.eid,
                            row.served ? "yes" : "no",
                            row.profiles,
                            row.notifications,
                            row.enabled.orElse("-")));
            row.trouble.ifPresent(why -> out.println("  " + why));
        }
    }
}
