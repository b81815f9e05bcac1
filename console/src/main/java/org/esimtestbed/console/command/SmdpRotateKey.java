package org.esimtestbed.console.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rspserver.storage.MasterKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `testbed smdp rotate-key`.
@Command(
        name = "rotate-key",
        mixinStandardHelpOptions = true,
        description = "Seals everything anew under another master key. Killed halfway, it goes on when called again. "
                + "Servers on a shared database first get the new key, and the old one beside it as FILE.old.",
        footer = {
            "",
            "Examples:",
            "  testbed smdp rotate-key --master-key run/sm-dp-plus/master.key --new-master-key new.key"
        })
final class SmdpRotateKey implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private SmdpDatabaseOption database = new SmdpDatabaseOption();

    @Option(
            names = "--new-master-key",
            paramLabel = "FILE",
            required = true,
            description = "32 octets; made if the file is not there")
    private Path newMasterKey = Path.of("");

    @Override
    public Integer call() {
        var old = MasterKey.read(database.masterKey);
        try (var opened = database.open()) {
            var replacement = MasterKey.readOrMake(newMasterKey, Crypto.standard());
            var report = opened.keyRotation().rotate(old, replacement, Crypto.standard());
            var out = spec.commandLine().getOut();
            out.println(report.rows() + " sealed values, " + report.resealed() + " of them sealed anew");
            out.println("the master key is now " + newMasterKey);
            out.flush();
        }
        return ExitCodes.DONE;
    }
}
