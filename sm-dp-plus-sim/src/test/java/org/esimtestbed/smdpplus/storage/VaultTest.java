package org.esimtestbed.smdpplus.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Bytes SECRET = Bytes.utf8("what must not lie open");

    @TempDir
    Path folder;

    @Test
    void opensWhatItSealedAfterARestart() {
        var file = folder.resolve("deep/master.key");
        var sealed = Vault.withKeyFile(file, Crypto.standard()).seal(SECRET, "row 1");

        assertThat(Vault.withKeyFile(file, Crypto.standard()).open(sealed, "row 1"))
                .isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameContentDifferentlyEachTime() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());

        assertThat(vault.seal(SECRET, "row 1")).isNotEqualTo(vault.seal(SECRET, "row 1"));
    }

    @Test
    void opensNothingThatBelongsToAnotherRow() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());
        var sealed = vault.seal(SECRET, "row 1");

        assertThatThrownBy(() -> vault.open(sealed, "row 2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensNothingThatWasChanged() {
        var vault = new Vault(Bytes.repeat(1, 32), Crypto.standard());
        var sealed = vault.seal(SECRET, "row 1");
        var changed = sealed.with(14, Bytes.of(sealed.at(14) ^ 1));

        assertThatThrownBy(() -> vault.open(changed, "row 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void makesAKeyFileThatItsOwnerAloneReads() throws Exception {
        var file = folder.resolve("master.key");
        Vault.withKeyFile(file, Crypto.standard());

        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheFileThatHoldsNoKey() throws Exception {
        var file = Files.writeString(folder.resolve("master.key"), "too short");

        assertThatThrownBy(() -> Vault.withKeyFile(file, Crypto.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("too short");
    }

    @Test
    void namesTheFileThatCannotBeMade() throws Exception {
        var noFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Vault.withKeyFile(noFolder.resolve("master.key"), Crypto.standard()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("master.key");
    }
}
