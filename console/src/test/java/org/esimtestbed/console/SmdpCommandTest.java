package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmdpCommandTest {
    private static final String HEADER = "iccid,imsi,k,opc\n";
    private static final String KEY = "000102030405060708090A0B0C0D0E0F";

    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        key = Files.write(folder.resolve("master.key"), new byte[32]);
    }

    private Shell smdp(String... words) {
        var all = new ArrayList<>(List.of("smdp"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--database",
                "jdbc:h2:file:" + folder.resolve("data")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--master-key",
                key.toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private Shell importing(String text, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("pool.csv"), text);
        var all = new ArrayList<>(
                List.of("import-pool", file.toString(), "--operator", "mno", "--profile-type", "generic"));
        all.addAll(List.of(more));
        return smdp(all.toArray(String[]::new));
    }

    private static String lines(int count) {
        var text = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) text.append("89882119%011d,001010000000001,%s,%s%n".formatted(i, KEY, KEY));
        return text.toString();
    }

    @Test
    void importsAPoolOnce() throws Exception {
        var first = importing(lines(2500));
        assertThat(first.exit()).isZero();
        assertThat(first.out()).contains("2500 lines: 2500 imported, 0 were there already, 0 refused");
        assertThat(first.err()).as("no bar where there is no terminal").isEmpty();

        assertThat(importing(lines(2500)).out()).contains("0 imported, 2500 were there already");
    }

    @Test
    void looksOnlyWhenAskedTo() throws Exception {
        assertThat(importing(lines(3), "--dry-run").out()).contains("3 would be imported");
        assertThat(importing(lines(3)).out()).contains("3 imported");
    }

    @Test
    void namesTheLinesThatAreWrongAndImportsTheOthers() throws Exception {
        var shell = importing(lines(1) + "1,001010000000001,,\n8988211900000000017,001010000000001,SECRET,SECRET\n");

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.out())
                .contains("1 imported")
                .contains("2 refused")
                .contains("line 3: ICCID")
                .contains("line 4: k has not 32 hexadecimal digits")
                .doesNotContain("SECRET");
        assertThat(importing(lines(1), "--json").json().path("duplicates").asInt())
                .isEqualTo(1);
    }

    @Test
    void saysWhichColumnItDoesNotKnow() throws Exception {
        var shell = importing("iccid,imsi,ki\n");

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("unknown column \"ki\"");
    }

    @Test
    void changesTheMasterKey() throws Exception {
        importing(lines(1200));
        var replacement = folder.resolve("new.key");

        var rotated = smdp("rotate-key", "--new-master-key", replacement.toString());

        assertThat(rotated.exit()).isZero();
        assertThat(rotated.out()).contains("1200 sealed values, 1200 of them sealed anew");
        assertThat(Files.size(replacement)).isEqualTo(32);
        assertThat(smdp("rotate-key", "--new-master-key", replacement.toString())
                        .out())
                .contains("0 of them sealed anew");
    }

    @Test
    void changesNothingWithAWrongKey() throws Exception {
        importing(lines(3));
        key = Files.write(
                folder.resolve("wrong.key"),
                "another key, and also 32 octets.".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        var rotated =
                smdp("rotate-key", "--new-master-key", folder.resolve("new.key").toString());

        assertThat(rotated.exit()).isEqualTo(3);
        assertThat(rotated.err())
                .contains("neither the old nor the new master key")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatItCannotOpenTheDatabase() {
        var shell = Shell.run(
                "smdp",
                "rotate-key",
                "--database",
                "jdbc:nothing:here",
                "--master-key",
                key.toString(),
                "--new-master-key",
                folder.resolve("new.key").toString());

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err())
                .contains("cannot open the database jdbc:nothing:here")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("new.key")).doesNotExist();
    }
}
