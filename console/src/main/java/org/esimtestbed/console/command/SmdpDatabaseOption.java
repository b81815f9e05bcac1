package org.esimtestbed.console.command;

import java.nio.file.Path;
import org.esimtestbed.smdpplus.web.SmDpPlusDatabase;
import picocli.CommandLine.Option;

/// `--database URL` and `--master-key FILE`.
final class SmdpDatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "JDBC URL (default: the database of testbed up in ./run)")
    String url = "jdbc:h2:file:./run/sm-dp-plus/data;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    @Option(
            names = "--master-key",
            paramLabel = "FILE",
            defaultValue = "run/sm-dp-plus/master.key",
            description = "32 octets (default: ${DEFAULT-VALUE})")
    Path masterKey = Path.of("run/sm-dp-plus/master.key");

    SmDpPlusDatabase open() {
        return SmDpPlusDatabase.open(url);
    }
}
